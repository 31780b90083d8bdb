import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { db } from "@/lib/db/client";
import { remember } from "@/lib/db/remember";
import { isHeldOut, visibleCases } from "@/lib/eval-sets/visible-cases";
import { ModelRef } from "@/lib/providers/contract";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import { rate } from "@/lib/stats/wilson-interval";
import { caseOutcomeSql } from "./case-outcome-sql";
import type { Comparison, ComparisonWarning } from "./comparison-contract";
import type { Outcome } from "./contract";
import { findRun, hasEnded, type RunRow } from "./find-run";
import { readHoldoutGroups, tellsSegment } from "./holdout-groups";
import { listSegmentsOf, type SegmentRule, segmentsOf } from "./run-segments";
import { whyWithheld } from "./told-run";

/** A run against a baseline of the same project: what changed, how sure that is, and what to beware of. */
export async function compareRuns(
  actor: Actor,
  idOrNumber: string,
  { baseline: against, margin }: { baseline: string; margin: number },
): Promise<Comparison> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const baseline = await findRun(actor, against);
  const visible = visibleCases(actor);
  const segments = await listSegmentsOf(run.projectId);
  const isHoldout = run.split === "holdout" || baseline.split === "holdout";
  const isPublic = isHoldout && !visible.hasHoldout;
  const isWithheld = (of: RunRow) => whyWithheld(visible, of) !== null;
  const asked = {
    margin,
    segments,
    seesAll: visible.hasHoldout,
    told: isPublic ? await listTold(run, baseline, segments) : null,
    // Cases of two splits are the same only by an accident, and then they are few.
    isSilent: isPublic && (isWithheld(run) || isWithheld(baseline) || run.split !== baseline.split),
  };
  const stamps = [stampOf(run), stampOf(baseline)];
  const { ours, theirs, compared, withheld } = stamps.includes(null)
    ? await measureRuns(run, baseline, asked)
    : await remember(["comparison of runs", ...stamps, asked], () =>
        measureRuns(run, baseline, asked),
      );
  const sideOf = (of: RunRow, { passed, n }: Tally) => ({
    id: of.id,
    number: of.number,
    version: of.version,
    evalSetRevision: of.evalSetRevision,
    split: of.split,
    passRate: isWithheld(of) ? null : rate(passed, n),
  });
  return {
    candidate: sideOf(run, ours),
    baseline: sideOf(baseline, theirs),
    ...compared,
    warnings: warningsOf(run, baseline, compared),
    withheld,
  };
}

/** The segments that both runs show: what one of them withholds must not come back by comparing. */
async function listTold(run: RunRow, baseline: RunRow, segments: SegmentRule[]): Promise<string[]> {
  const groups = await Promise.all([run, baseline].map(({ id }) => readHoldoutGroups(id)));
  return segments
    .filter((segment) => groups.every((of) => tellsSegment(of, segment)))
    .map(({ name }) => name);
}

/**
 * What a comparison of a run depends on: its answers, which stay once it is completed (until its errors are
 * called again for), and which of its cases are withheld, which a later revision of the set can change.
 */
function stampOf({ id, status, endedAt, latestRevision }: RunRow): string | null {
  return status === "completed" && endedAt
    ? `${id} ${endedAt.toISOString()} ${latestRevision}`
    : null;
}

/** Four bootstraps of up to 2,000 samples each. */
const STEPS_PER_CASE = 10_000;
/** The largest runs take seconds. */
const COMPARING_MS = 30_000;

interface Tally {
  passed: number;
  n: number;
}

/** Reads the answers of both and compares them: seconds for tens of thousands of cases. */
async function measureRuns(
  run: RunRow,
  baseline: RunRow,
  { margin, segments, seesAll, told, isSilent }: Asked,
) {
  const [ours, theirs] = await Promise.all([readCaseSides(run), readCaseSides(baseline)]);
  const isHoldout = run.split === "holdout" || baseline.split === "holdout";
  const candidates = (isSilent ? [] : ours).map((side) => ({
    ...side,
    segments: segmentsOf(side, segments),
    isWithheld: !seesAll && (isHoldout || side.isWithheld),
  }));
  const input = {
    candidates: candidates.map(({ caseId, verdict, latencyMs, costUsd, ...own }) => {
      const { kind, segments: names, isWithheld } = own;
      return { caseId, verdict, latencyMs, costUsd, kind, segments: names, isWithheld };
    }),
    baselines: (isSilent ? [] : theirs).map(({ caseId, verdict, latencyMs, costUsd }) => {
      return { caseId, verdict, latencyMs, costUsd };
    }),
    options: {
      segments: segments.map(({ name }) => name),
      margin,
      told,
    },
  };
  const compared = await compute("compareCases", input, {
    projectId: run.projectId,
    steps: candidates.length * STEPS_PER_CASE,
    deadlineMs: COMPARING_MS,
  });
  return {
    ours: tallyOf(ours),
    theirs: tallyOf(theirs),
    compared,
    withheld: candidates.filter(({ isWithheld }) => isWithheld).length,
  };
}

interface Asked {
  margin: number;
  segments: SegmentRule[];
  seesAll: boolean;
  told: string[] | null;
  isSilent: boolean;
}

const tallyOf = (sides: readonly Side[]): Tally => ({
  passed: sides.filter(({ verdict }) => verdict === "passed").length,
  n: sides.filter(({ verdict }) => verdict !== "errored").length,
});

interface Side extends SegmentFacts {
  caseId: string;
  kind: string;
  verdict: Outcome;
  latencyMs: number | null;
  costUsd: number | null;
  isWithheld: boolean;
}

/** One row per case (see case-outcome.ts); a case whose answers have an unknown cost has none. */
const readCaseSides = (run: RunRow) => db.$queryRaw<Side[]>`
  select r.case_id as "caseId", c.kind::text as kind, c.attributes, c.language,
    c.input_length as "inputLength", ${isHeldOut} as "isWithheld",
    ${caseOutcomeSql} as verdict,
    avg(r.latency_ms)::float8 as "latencyMs",
    case when bool_and(r.cost_usd is not null) filter (where r.latency_ms is not null)
      then avg(r.cost_usd)::float8 end as "costUsd"
  from run_result r join eval_case c on c.id = r.case_row_id
  where r.run_id = ${run.id}::uuid
  group by r.case_id, c.id order by min(r.position)`;

function warningsOf(
  run: RunRow,
  baseline: RunRow,
  { counts, n }: Pick<Comparison, "counts" | "n">,
): ComparisonWarning[] {
  const modelOf = (row: RunRow) => {
    const { provider, name } = ModelRef.parse(row.model);
    return `${provider} / ${name}`;
  };
  const differs = (one: unknown, two: unknown) => one !== two;
  const isOtherSet = differs(run.evalSetId, baseline.evalSetId);
  const only = counts.onlyCandidate + counts.onlyBaseline;
  const found: [boolean, ComparisonWarning["code"], string][] = [
    [
      !hasEnded(run) || !hasEnded(baseline),
      "not_ended",
      `Run ${hasEnded(run) ? baseline.number : run.number} is still under way; these are the cases done first.`,
    ],
    [
      differs(run.promptId, baseline.promptId),
      "other_prompt",
      `The baseline is of another prompt: ${baseline.prompt}.`,
    ],
    [
      isOtherSet,
      "other_eval_set",
      `The runs used different eval sets: ${run.evalSet} and ${baseline.evalSet}. Only cases with the same id are compared.`,
    ],
    [
      !isOtherSet && differs(run.evalSetRevision, baseline.evalSetRevision),
      "other_revision",
      `The runs used revisions ${run.evalSetRevision} and ${baseline.evalSetRevision} of ${run.evalSet}. Only shared cases are compared, and a shared case may have been edited.`,
    ],
    [
      differs(run.split, baseline.split),
      "other_split",
      `One run is of the development cases, the other of the holdout.`,
    ],
    [
      differs(run.scorersHash, baseline.scorersHash),
      "other_scorers",
      "The runs were scored differently, so part of the difference may be the scorers'.",
    ],
    [
      differs(modelOf(run), modelOf(baseline)),
      "other_model",
      `The runs asked different models: ${modelOf(run)} and ${modelOf(baseline)}.`,
    ],
    [
      differs(run.repeats, baseline.repeats),
      "other_repeats",
      `The runs asked ${run.repeats} and ${baseline.repeats} times per case; a case passes by the majority.`,
    ],
    [
      counts.errored > 0,
      "errors",
      `${counts.errored} shared cases have an error in one of the runs and are left out.`,
    ],
    [
      only > 0 && n < only,
      "few_shared_cases",
      `Only ${n} cases are shared; ${only} are in one run only.`,
    ],
  ];
  return found.flatMap(([applies, code, message]) => (applies ? [{ code, message }] : []));
}
