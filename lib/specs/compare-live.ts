import { casesNeeded } from "@/lib/stats/cases-needed";
import { pairedMeanDifference, pairedQuantileDifference } from "@/lib/stats/paired-bootstrap";
import { pairedRateDifference } from "@/lib/stats/rate-difference";
import { isRate, QUANTILES } from "./criterion-metric";
import type { Measured } from "./gate-verdict";
import { hits, type Measure, type Measurement, meanOf } from "./measure-criterion";
import type { RunCase } from "./run-case";

export interface LiveDifference extends Measurement {
  /** Shared cases that would tell a rate's difference from the margin; null where that is not known. */
  casesNeeded: number | null;
  /** Cases with a value in one run only, or in one run only at all. */
  oneSided: number;
}

/**
 * The version minus what is live, on cases that both runs saw in the same state. Rates: Tango's interval for
 * paired proportions; latency quantiles and means: paired bootstrap. `margin` is how much worse is accepted.
 */
export function compareLive(
  cases: readonly RunCase[],
  liveCases: readonly RunCase[],
  measures: { ours: Measure; live: Measure; isHigherBetter: boolean; margin: number },
): LiveDifference {
  const { ours, live, isHigherBetter, margin } = measures;
  const before = new Map(liveCases.map((each) => [each.caseRowId, each]));
  const pairs = cases.flatMap((now): [RunCase, RunCase][] => {
    const was = before.get(now.caseRowId);
    return was ? [[was, now]] : [];
  });
  const planned = pairs.length;
  let oneSided = cases.length + liveCases.length - 2 * planned;
  if (isRate(ours.metric)) {
    const counts = { bothPassed: 0, newlyPassing: 0, newlyFailing: 0, bothFailed: 0 };
    let errored = 0;
    for (const [was, now] of pairs) {
      const [one, two] = [hits(was, live), hits(now, ours)];
      if ((one === null) !== (two === null)) oneSided++;
      if (one === null || two === null) errored++;
      else if (two) counts[one ? "bothPassed" : "newlyPassing"]++;
      else counts[one ? "newlyFailing" : "bothFailed"]++;
    }
    const n = planned - errored;
    const [newlyPassing, newlyFailing] = isHigherBetter
      ? [counts.newlyPassing, counts.newlyFailing]
      : [counts.newlyFailing, counts.newlyPassing];
    return {
      measured: pairedRateDifference(counts),
      planned,
      errored,
      isCostUnknown: false,
      casesNeeded: casesNeeded({ newlyPassing, newlyFailing, n }, { margin, power: 0.5 }),
      oneSided,
    };
  }
  const { metric } = ours;
  const values = pairs.flatMap(([was, now]): [number, number][] => {
    const [one, two] = [meanOf(was, metric), meanOf(now, metric)];
    if ((one === null) !== (two === null)) oneSided++;
    return one === null || two === null ? [] : [[one, two]];
  });
  const [baseline, candidate] = [values.map(([one]) => one), values.map(([, two]) => two)];
  const quantile = metric ? QUANTILES[metric] : undefined;
  const measured: Measured | null =
    quantile === undefined
      ? pairedMeanDifference(baseline, candidate)
      : pairedQuantileDifference(baseline, candidate, quantile);
  const lost = planned - values.length;
  return {
    measured,
    planned,
    errored: lost,
    isCostUnknown: metric === "cost_usd" && lost > 0 && values.length === 0,
    casesNeeded: null,
    oneSided,
  };
}
