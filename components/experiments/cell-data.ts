import type { ChartTable } from "@/components/charts/chart-data";
import type { ExperimentCell } from "@/lib/experiments/contract";
import { costOfSuccesses } from "@/lib/runs/cost-of-successes";
import { cellName, modelName, wrongStepsInWords } from "./experiment-words";

/** All cells with all their figures: for the table view and the CSV file. Null is unknown. */
export function cellData(cells: readonly ExperimentCell[]): ChartTable {
  const hasSteps = cells.some(({ option }) => option !== null);
  return {
    columns: [
      ...["Cell", "Pass rate, %", "Low", "High", "n"],
      ...["Difference, points", "Difference low", "Difference high", "Adjusted p", "Verdict"],
      ...["Cost per 1,000 successes, $", "p95, ms", "Pareto front", "Run"],
      ...(hasSteps ? ["First wrong step"] : []),
    ],
    rows: cells.map(({ passRate, comparison, ...cell }) => [
      cell.model ? `v${cell.version} ${modelName(cell.model)}` : cellName(cell),
      percent(passRate?.value),
      percent(passRate?.low),
      percent(passRate?.high),
      passRate?.n ?? null,
      percent(comparison?.passRateDifference?.value),
      percent(comparison?.passRateDifference?.low),
      percent(comparison?.passRateDifference?.high),
      comparison?.adjustedPValue ?? null,
      comparison?.verdict ?? null,
      costOfSuccesses(cell.costPerSuccessUsd),
      cell.latencyMs.p95,
      cell.isPareto ? "yes" : "no",
      cell.runNumber,
      ...(hasSteps ? [wrongStepsInWords(cell.wrongSteps)] : []),
    ]),
  };
}

const percent = (fraction: number | null | undefined): number | null =>
  fraction == null ? null : Number((fraction * 100).toFixed(2));
