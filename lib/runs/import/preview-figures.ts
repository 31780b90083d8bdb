import type { Outcome } from "@/lib/runs/contract";
import { countAnswers } from "@/lib/runs/results/case-outcome";
import { quantileInterval } from "@/lib/stats/intervals/quantile-interval";
import { momentsOf, repeatedRate } from "@/lib/stats/intervals/repeated-rate";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import type { OutputsPreview } from "./import-contract";
import type { OutputsFacts } from "./outputs-tally";

interface KnownFigures extends Pick<OutputsFacts, "latenciesMs" | "meanCostUsd"> {
  values: Pick<OutputsFacts["values"], "costUsd">;
}

/** What is known of a run before it is imported: latency and cost of all rows, pass rates of those that were scored. */
export function computePreview(
  { latenciesMs, meanCostUsd, values }: KnownFigures,
  scored: OutputsPreview["sample"]["rows"],
): Omit<OutputsPreview["figures"], "difference"> {
  const judged = scored.filter(({ outcome }) => outcome === "passed" || outcome === "failed");
  const labelled = judged.filter(({ label }) => label !== null);
  const agrees = ({ outcome, label }: (typeof scored)[number]) =>
    (outcome === "passed") === (label === "pass");
  return {
    scored: scored.length,
    passRate: repeatedRate(
      momentsOf(
        Array.from(tallyRows(scored).values(), ({ passed, failed }) => ({
          passed,
          answers: passed + failed,
        })),
      ),
    ),
    humanAgreement: rate(labelled.filter(agrees).length, labelled.length),
    latencyP95Ms: quantileInterval(latenciesMs, 0.95),
    meanCostUsd: meanCostUsd === null ? null : { value: meanCostUsd, n: values.costUsd },
    costPerSuccessUsd: costPerSuccessOf(scored),
  };
}

/** An answer whose cost is unknown makes the sum unknown. */
function costPerSuccessOf(scored: OutputsPreview["sample"]["rows"]): number | null {
  const answers = scored.filter(({ outcome, output }) => outcome !== null && output !== null);
  const costs = answers.map(({ costUsd }) => costUsd).filter((cost) => cost !== null);
  const passed = answers.filter(({ outcome }) => outcome === "passed").length;
  if (passed === 0 || costs.length < answers.length) return null;
  return costs.reduce((sum, cost) => sum + cost, 0) / passed;
}

/** The scored rows of each case by their outcome; without those that nothing scored. */
export const tallyRows = (rows: OutputsPreview["sample"]["rows"]): Map<string, CaseTally> =>
  tallyCases(
    rows.flatMap(({ case: caseId, outcome }) => (outcome === null ? [] : [{ caseId, outcome }])),
  );

/** Answers by their case and outcome. */
export function tallyCases(
  answers: readonly { caseId: string; outcome: Outcome }[],
): Map<string, CaseTally> {
  const tallies = new Map<string, CaseTally>();
  for (const { caseId, outcome } of answers) {
    const tally = tallies.get(caseId) ?? countAnswers([]);
    tallies.set(caseId, { ...tally, [outcome]: tally[outcome] + 1 });
  }
  return tallies;
}
