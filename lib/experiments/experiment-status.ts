import type { RunStatus } from "@/lib/runs/contract";

/**
 * What an experiment is, from what its cells are: under way as long as one is, completed when all are, else
 * what became of those that are not.
 */
export function experimentStatus(cells: readonly { status: RunStatus }[]): RunStatus {
  const has = (status: RunStatus) => cells.some((cell) => cell.status === status);
  if (has("running")) return "running";
  if (has("queued")) return cells.every(({ status }) => status === "queued") ? "queued" : "running";
  if (has("failed")) return "failed";
  return has("cancelled") ? "cancelled" : "completed";
}
