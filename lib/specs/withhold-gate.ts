import { LEAST_GROUP, tellsTooMuch } from "@/lib/eval-sets/least-group";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { tellsSegment } from "@/lib/runs/holdout-groups";
import type { SegmentRule } from "@/lib/runs/run-segments";
import { whyWithheld } from "@/lib/runs/told-run";
import { casesForTellableQuantile } from "@/lib/runs/withhold";
import type { LiveDifference } from "./compare-live";
import type { Criterion } from "./contract";
import { QUANTILES } from "./criterion-metric";
import type { Miss } from "./find-evidence";
import type { Measurement } from "./measure-criterion";
import type { EvidenceRun } from "./read-evidence";

/** Gates are the same for everybody, so of a holdout they tell what everybody may see; null: it may be told. */
export function withholdRun(run: EvidenceRun, rule: SegmentRule | null): Miss | null {
  if (publicCases.shows(run)) return null;
  const why = whyWithheld(publicCases, run);
  if (why) return { reason: "withheld", why };
  if (rule === null || tellsSegment(run.groups, rule)) return null;
  const told = run.groups?.segments.some(({ name }) => name === rule.name)
    ? `${rule.name} is not shown as a group of holdout cases: together with the other groups it would tell fewer than ${LEAST_GROUP} cases, or it has changed since run ${run.number}.`
    : `${rule.name} is newer than run ${run.number}; only segments from before a holdout run are shown. Run it again.`;
  return { reason: "withheld", why: told };
}

const few: Miss = {
  reason: "withheld",
  why: `Fewer than ${LEAST_GROUP} holdout cases would be told, by themselves or by subtraction.`,
};

/** `whole` is the same measure over all cases of the run. */
export function withholdMeasure(
  criterion: Criterion,
  measurement: Measurement,
  whole: Measurement,
): Miss | null {
  if (publicCases.shows(criterion)) return null;
  const counted = ({ planned, errored }: Measurement) => planned - errored;
  if (isFewForQuantile(criterion, counted(measurement))) return few;
  return tellsTooMuch(counted(measurement), counted(whole)) ? few : null;
}

export function withholdDifference(
  criterion: Criterion,
  { planned, errored, oneSided }: LiveDifference,
): Miss | null {
  if (publicCases.shows(criterion)) return null;
  const n = planned - errored;
  if (n > 0 && n < LEAST_GROUP) return few;
  if (isFewForQuantile(criterion, n)) return few;
  // Of a segment nobody can say how the cases that only one run has lie in the other groups.
  const isTooFew = criterion.segment ? oneSided > 0 : oneSided > 0 && oneSided < LEAST_GROUP;
  return isTooFew ? few : null;
}

function isFewForQuantile({ metric }: Criterion, cases: number): boolean {
  const quantile = metric ? QUANTILES[metric] : undefined;
  return quantile !== undefined && cases < casesForTellableQuantile(quantile);
}
