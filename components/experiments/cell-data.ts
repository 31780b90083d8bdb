import type { ChartTable } from "@/components/charts/chart-data";
import { versionName } from "@/components/runs/run-words";
import type { ExperimentCell } from "@/lib/experiments/contract";
import { modelName, SUCCESSES } from "./experiment-words";

/** All cells with all their figures: for the table view and the CSV file. Null is unknown. */
export function cellData(cells: readonly ExperimentCell[]): ChartTable {
  return {
    columns: [
      ...["Cell", "Pass rate, %", "Low", "High", "n"],
      ...["Difference, points", "Difference low", "Difference high", "Adjusted p", "Verdict"],
      ...["Cost per 1,000 successes, $", "p95, ms", "Pareto front", "Run"],
    ],
    rows: cells.map(({ version, model, passRate, comparison, ...cell }) => [
      `${versionName(version)} ${modelName(model)}`,
      percent(passRate?.value),
      percent(passRate?.low),
      percent(passRate?.high),
      passRate?.n ?? null,
      percent(comparison?.passRateDifference?.value),
      percent(comparison?.passRateDifference?.low),
      percent(comparison?.passRateDifference?.high),
      comparison?.adjustedPValue ?? null,
      comparison?.verdict ?? null,
      cell.costPerSuccessUsd === null ? null : cell.costPerSuccessUsd * SUCCESSES,
      cell.latencyMs.p95,
      cell.isPareto ? "yes" : "no",
      cell.runNumber,
    ]),
  };
}

const percent = (fraction: number | null | undefined): number | null =>
  fraction == null ? null : Number((fraction * 100).toFixed(2));
