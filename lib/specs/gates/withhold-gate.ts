import { LEAST_GROUP, tellsTooMuch } from "@/lib/eval-sets/least-group";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import type { SegmentRule } from "@/lib/runs/execute/run-segments";
import { tellsSegment } from "@/lib/runs/holdout/holdout-groups";
import { whyWithheld } from "@/lib/runs/holdout/why-withheld";
import { casesForTellableQuantile } from "@/lib/runs/holdout/withhold";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { QUANTILES } from "@/lib/specs/criterion-metric";
import type { CasesDecision, Undecidable } from "./decide-cases";
import type { CountedRun, Miss } from "./find-evidence";
import type { EvidenceRun } from "./load-evidence";

/**
 * Gates are the same for everybody, so of a holdout they tell what everybody may see: the runs that may be
 * told, or why none may.
 */
export function tellableRuns(
  counted: readonly [CountedRun, ...CountedRun[]],
  rule: SegmentRule | null,
): CountedRun[] | Miss {
  const visible = counted.filter(({ run }) => withholdRun(run, rule) === null);
  return visible.length > 0 ? visible : (withholdRun(counted[0].run, rule) ?? few);
}

function withholdRun(run: EvidenceRun, rule: SegmentRule | null): Miss | null {
  if (publicCases.shows(run)) return null;
  const why = whyWithheld(publicCases, run);
  if (why) return { reason: "withheld", why };
  if (rule === null || tellsSegment(run.groups, rule)) return null;
  const isShown = run.groups?.segments.some(({ name }) => name === rule.name)
    ? `${rule.name} is withheld: with the other groups, fewer than ${LEAST_GROUP} holdout cases could be worked out, or it has changed since run ${run.number}.`
    : `${rule.name} is newer than run ${run.number}; only segments from before a holdout run are shown. Run it again.`;
  return { reason: "withheld", why: isShown };
}

const few: Miss = {
  reason: "withheld",
  why: `Fewer than ${LEAST_GROUP} holdout cases would be told, by themselves or by subtraction.`,
};

type Decision = CasesDecision | Undecidable;

/** `whole` is the same decision over all cases of the runs. */
export function withholdDecision(
  criterion: Criterion,
  decision: Decision,
  whole: Decision,
): Miss | null {
  if (publicCases.shows(criterion)) return null;
  const counted = countOf(decision);
  if (isFewForQuantile(criterion, counted)) return few;
  return tellsTooMuch(counted, countOf(whole)) ? few : null;
}

export function withholdDifference(criterion: Criterion, decision: Decision): Miss | null {
  if (publicCases.shows(criterion)) return null;
  const counted = countOf(decision);
  if (counted > 0 && counted < LEAST_GROUP) return few;
  if (isFewForQuantile(criterion, counted)) return few;
  const oneSided = typeof decision === "string" ? 0 : decision.oneSided;
  // Of a segment nobody can say how the cases that only one run has lie in the other groups.
  const isTooFew = criterion.segment ? oneSided > 0 : oneSided > 0 && oneSided < LEAST_GROUP;
  return isTooFew ? few : null;
}

/** Of a holdout, one to four cases that newly fail are not counted out. */
export function withholdNewlyFailing(criterion: Criterion, decision: Decision): Decision {
  if (typeof decision === "string" || decision.newlyFailing == null) return decision;
  const newlyFailing = publicCases.tellCount(criterion.split, decision.newlyFailing);
  return { ...decision, newlyFailing };
}

const countOf = (decision: Decision): number =>
  typeof decision === "string" ? 0 : decision.counted;

function isFewForQuantile({ metric }: Criterion, cases: number): boolean {
  const quantile = metric ? QUANTILES[metric] : undefined;
  return quantile !== undefined && cases < casesForTellableQuantile(quantile);
}
