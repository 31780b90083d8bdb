import type { RunStatus } from "@/lib/runs/contract";

/** `v6`, or `draft`: what a column or a legend calls a run. */
export const versionName = (version: number | null): string =>
  version === null ? "draft" : `v${version}`;

export const STATUS_TONE: Record<RunStatus, "default" | "accent" | "pass" | "fail" | "warn"> = {
  queued: "default",
  running: "accent",
  completed: "default",
  cancelled: "warn",
  failed: "fail",
};

export const scorerCount = (n: number): string => `${n} ${n === 1 ? "scorer" : "scorers"}`;
