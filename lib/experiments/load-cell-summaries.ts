import "server-only";
import { db } from "@/lib/db/client";
import { hasEnded, type RunRow } from "@/lib/runs/find-run";
import { loadSummary } from "@/lib/runs/get-run";
import { RunSummary } from "@/lib/runs/summary-contract";

/**
 * The counted figures of the cells that have ended, by run. A table of cells tells nothing of segments, so that one
 * which was counted before they changed is not counted again here.
 */
export async function loadCellSummaries(
  cells: readonly RunRow[],
): Promise<ReadonlyMap<string, RunSummary>> {
  const ended = cells.filter(hasEnded);
  const rows = await db.run.findMany({
    where: { id: { in: ended.map(({ id }) => id) } },
    select: { id: true, summary: true },
  });
  const stored = new Map(rows.map(({ id, summary }) => [id, RunSummary.safeParse(summary).data]));
  const summaries = new Map<string, RunSummary>();
  // One after the other: a summary that is counted again holds a connection and reads by another one.
  for (const run of ended) summaries.set(run.id, stored.get(run.id) ?? (await loadSummary(run)));
  return summaries;
}
