import "server-only";
import { cached } from "@/lib/db/cached";
import type { SegmentRule } from "@/lib/runs/execute/run-segments";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { CriterionRule } from "@/lib/specs/criterion-rule";
import { judgeCases, poolCases, type RunCase } from "@/lib/specs/run-case";
import { decideAgainstLive } from "./decide-against-live";
import {
  type CasesDecision,
  decideCases,
  type JudgeOfCases,
  type Undecidable,
} from "./decide-cases";
import type { CountedRun, FoundEvidence } from "./find-evidence";
import type { Evidence } from "./load-evidence";

/** How many cases the runs have, how many of them a criterion looks at, and the fewest answers to one. */
export interface RunScope {
  cases: number;
  inScope: number;
  answersPerCase: number;
}

interface Question {
  rule: SegmentRule | null;
  criterion: Criterion;
  /** The judge that alone decides. */
  judge?: FoundEvidence["judge"];
}

async function casesIn(
  evidence: Evidence,
  counted: readonly CountedRun[],
  rule: SegmentRule | null,
): Promise<RunCase[]> {
  const runs = await Promise.all(
    counted.map(async ({ run, passedBy }) => judgeCases(await evidence.casesOf(run), passedBy)),
  );
  const cases = poolCases(runs);
  return rule ? cases.filter(({ segments }) => segments.includes(rule.name)) : cases;
}

/** Answers of an ended run stay as they are: what they come to is worked out once, whoever asks. */
function once<Value>(
  evidence: Evidence,
  counted: readonly CountedRun[],
  about: readonly unknown[],
  work: () => Promise<Value>,
): Promise<Value> {
  const stamps = counted.map(({ run }) => evidence.stampOf(run));
  if (stamps.includes(null)) return work();
  return cached(["runs", ...stamps, counted.map(({ passedBy }) => passedBy), ...about], work);
}

const ruleOf = (criterion: Criterion): CriterionRule => {
  const { comparator, threshold, metric, kind, tolerance, repeats, maxNewlyFailing } = criterion;
  return { comparator, threshold, metric, kind, tolerance, repeats, maxNewlyFailing };
};

export function loadScope(
  evidence: Evidence,
  counted: readonly CountedRun[],
  rule: SegmentRule | null,
): Promise<RunScope> {
  return once(evidence, counted, ["scope", rule], async () => {
    const all = await casesIn(evidence, counted, null);
    const inScope = rule ? all.filter(({ segments }) => segments.includes(rule.name)) : all;
    return {
      cases: all.length,
      inScope: inScope.length,
      answersPerCase: inScope.reduce(
        (least, { answers }) => Math.min(least, answers.length),
        Number.MAX_SAFE_INTEGER,
      ),
    };
  });
}

export async function decideRuns(
  evidence: Evidence,
  counted: readonly CountedRun[],
  { rule, criterion, judge = null }: Question,
): Promise<CasesDecision | Undecidable> {
  const criterionRule = ruleOf(criterion);
  const errors = judge && (await loadJudge(evidence, counted, judge));
  // Labels come after the run has ended, so that they are part of what is asked.
  return once(evidence, counted, ["decision", rule, criterionRule, errors], async () =>
    decideCases(await casesIn(evidence, counted, rule), criterionRule, errors),
  );
}

async function loadJudge(
  evidence: Evidence,
  counted: readonly CountedRun[],
  { name, scorer }: NonNullable<FoundEvidence["judge"]>,
): Promise<JudgeOfCases> {
  const labelled = await Promise.all(
    counted.map(({ run }) => evidence.labelsOf(run, { judge: name, scorer })),
  );
  const counts = evidence.judges.get(name)?.counts ?? null;
  return { name, labelled: labelled.flat(), counts };
}

export function decideRunsAgainstLive(
  evidence: Evidence,
  runs: { ours: readonly CountedRun[]; live: readonly CountedRun[] },
  { rule, criterion }: Question,
): Promise<CasesDecision | Undecidable> {
  const criterionRule = ruleOf(criterion);
  const all = [...runs.ours, ...runs.live];
  return once(evidence, all, ["against live", runs.ours.length, rule, criterionRule], async () =>
    decideAgainstLive(
      await casesIn(evidence, runs.ours, rule),
      await casesIn(evidence, runs.live, rule),
      criterionRule,
    ),
  );
}
