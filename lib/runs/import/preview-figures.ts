import { quantileInterval } from "@/lib/stats/intervals/quantile-interval";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import type { OutputsPreview } from "./import-contract";
import type { MatchedRow } from "./match-cases";

/** What is known of a run before it is imported: latency and cost of all rows, pass rates of those that were scored. */
export function computePreview(
  matched: readonly Pick<MatchedRow, "output">[],
  scored: OutputsPreview["sample"]["rows"],
): OutputsPreview["figures"] {
  const judged = scored.filter(({ outcome }) => outcome === "passed" || outcome === "failed");
  const labelled = judged.filter(({ label }) => label !== null);
  const agrees = ({ outcome, label }: (typeof scored)[number]) =>
    (outcome === "passed") === (label === "pass");
  const latencies = matched.flatMap(({ output: { latencyMs } }) => latencyMs ?? []);
  const costs = matched.flatMap(({ output: { costUsd } }) => costUsd ?? []);
  return {
    scored: scored.length,
    passRate: rate(judged.filter(({ outcome }) => outcome === "passed").length, judged.length),
    humanAgreement: rate(labelled.filter(agrees).length, labelled.length),
    latencyP95Ms: quantileInterval(latencies, 0.95),
    meanCostUsd:
      costs.length > 0
        ? { value: costs.reduce((sum, cost) => sum + cost, 0) / costs.length, n: costs.length }
        : null,
  };
}
