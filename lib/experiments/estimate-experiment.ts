import { type PastRun, scaleFrom } from "@/lib/runs/estimate-run";

/** What is known of a cell before it starts. */
export interface PlannedCell {
  connection: string;
  /** A run of the same model on the same set. */
  past: PastRun | null;
  /** Of the prompt's own text in one call; null: no price is known. */
  inputUsd: number | null;
}

export interface ExperimentEstimate {
  /** Of the cells that anything is known of. */
  costUsd: number;
  /** Part of it is the prompt's own text alone: cases and answers come on top. */
  isLeast: boolean;
  /** Cells of which nothing is known. */
  unknown: number;
  /** Cells of one connection take turns, connections work side by side; null: one is unknown. */
  ms: number | null;
}

/** What an experiment would cost and take if its cells went like past runs. */
export function estimateExperiment(
  cells: readonly PlannedCell[],
  answersPerCell: number,
): ExperimentEstimate {
  const estimate: ExperimentEstimate = { costUsd: 0, isLeast: false, unknown: 0, ms: null };
  const msOf = new Map<string, number>();
  let isTimed = cells.length > 0;
  for (const { connection, past, inputUsd } of cells) {
    const scaled = scaleFrom(past, answersPerCell);
    const costUsd = scaled.costUsd ?? (inputUsd === null ? null : inputUsd * answersPerCell);
    if (costUsd === null) estimate.unknown += 1;
    else estimate.costUsd += costUsd;
    if (scaled.costUsd === null && inputUsd) estimate.isLeast = true;
    if (scaled.ms === null) isTimed = false;
    else msOf.set(connection, (msOf.get(connection) ?? 0) + scaled.ms);
  }
  return { ...estimate, ms: isTimed ? Math.max(...msOf.values()) : null };
}
