import { invalid } from "@/lib/http/app-error";
import type { RunRow } from "@/lib/runs/find-run";
import type { ExperimentRow } from "./find-experiment";

/** The cell that was planned as the baseline, or another one by the id or number of its run. */
export function chooseBaseline(
  { baselineRunId }: ExperimentRow,
  runs: readonly RunRow[],
  other: string | undefined,
): RunRow {
  const planned = runs.find(({ id }) => id === baselineRunId) ?? runs[0];
  if (!planned) throw new Error("An experiment has at least one cell.");
  if (other === undefined) return planned;
  const chosen = runs.find(({ id, number }) => id === other || String(number) === other);
  if (chosen) return chosen;
  throw invalid("baseline", "Name the run of one of this experiment's cells.");
}
