import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { cached } from "@/lib/db/cached";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { formatCountOf } from "@/lib/format-number";
import { ModelRef } from "@/lib/providers/contract";
import { listSegmentsOf, type SegmentRule, segmentsOf } from "@/lib/runs/execute/run-segments";
import { findRun, hasEnded, type RunRow } from "@/lib/runs/find-run";
import { loadHoldoutGroups, tellsSegment } from "@/lib/runs/holdout/holdout-groups";
import { whyWithheld } from "@/lib/runs/holdout/why-withheld";
import { addCase, noCases, repeatedRate } from "@/lib/stats/intervals/repeated-rate";
import type { CaseGroup } from "./case-pair";
import type { Comparison, ComparisonWarning } from "./comparison-contract";
import { buffersOf, makeSidePacker, type PackedSides } from "./packed-sides";
import { type Side, scanCaseSides } from "./scan-case-sides";

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
  const options = {
    margin,
    segments,
    seesAll: visible.hasHoldout,
    tellable: isPublic ? await listTold(run, baseline, segments) : null,
    // Cases of two splits are the same only by an accident, and then they are few.
    isSilent: isPublic && (isWithheld(run) || isWithheld(baseline) || run.split !== baseline.split),
  };
  const stamps = [stampOf(run), stampOf(baseline)];
  const { ours, theirs, compared, withheld } = stamps.includes(null)
    ? await measureRuns(run, baseline, options)
    : await cached(["comparison of runs", ...stamps, options], () =>
        measureRuns(run, baseline, options),
      );
  const sideOf = (of: RunRow, passRate: Comparison["candidate"]["passRate"]) => ({
    id: of.id,
    number: of.number,
    version: of.version,
    evalSetRevision: of.evalSetRevision,
    split: of.split,
    passRate: isWithheld(of) ? null : passRate,
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
  const groups = await Promise.all([run, baseline].map(({ id }) => loadHoldoutGroups(id)));
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

/** Sorting latencies, and one look per segment. */
const STEPS_PER_CASE = 500;
const COMPARING_MS = 30_000;

/** Reads the answers of both and compares them. */
async function measureRuns(run: RunRow, baseline: RunRow, input: ComparisonInput) {
  const { margin, segments, seesAll, tellable, isSilent } = input;
  const isHoldout = run.split === "holdout" || baseline.split === "holdout";
  const [ours, theirs] = await Promise.all([
    packSides(run, (side) => ({
      kind: side.kind,
      segments: segmentsOf(side, segments),
      isWithheld: !seesAll && (isHoldout || side.isWithheld),
    })),
    packSides(baseline, () => ungrouped),
  ]);
  const compared = await compute(
    "compareCases",
    {
      candidates: isSilent ? nobody : ours.sides,
      baselines: isSilent ? nobody : theirs.sides,
      options: { segments: segments.map(({ name }) => name), margin, tellable },
    },
    {
      projectId: run.projectId,
      steps: isSilent ? 0 : ours.cases * STEPS_PER_CASE,
      deadlineMs: COMPARING_MS,
      transfer: isSilent ? [] : [...buffersOf(ours.sides), ...buffersOf(theirs.sides)],
    },
  );
  return {
    ours: repeatedRate(ours.moments),
    theirs: repeatedRate(theirs.moments),
    compared,
    withheld: isSilent ? 0 : ours.withheld,
  };
}

const nobody: PackedSides = { pages: [], groups: [] };

/** Of the baseline nothing but its figures is told. */
const ungrouped: CaseGroup = { kind: "routine", segments: [], isWithheld: false };

/** The cases of a run, ready for another thread. */
async function packSides(run: RunRow, groupOf: (side: Side) => CaseGroup) {
  const packer = makeSidePacker();
  const moments = noCases();
  let cases = 0;
  let withheld = 0;
  for await (const page of scanCaseSides(run.id)) {
    packer.add(
      page.map((side) => {
        const group = groupOf(side);
        const { passed, failed } = side.whole;
        addCase(moments, { passed, answers: passed + failed });
        if (group.isWithheld) withheld++;
        return { ...side, group: packer.groupIndex(group) };
      }),
    );
    cases += page.length;
  }
  return { sides: packer.packed(), moments, cases, withheld };
}

interface ComparisonInput {
  margin: number;
  segments: SegmentRule[];
  seesAll: boolean;
  tellable: string[] | null;
  isSilent: boolean;
}

function warningsOf(
  run: RunRow,
  baseline: RunRow,
  { counts, n }: Pick<Comparison, "counts" | "n">,
): ComparisonWarning[] {
  const modelOf = (row: RunRow) => {
    const model = ModelRef.nullable().parse(row.model);
    return model && `${model.provider} / ${model.name}`;
  };
  const differs = (one: unknown, two: unknown) => one !== two;
  const isOtherSet = differs(run.evalSetId, baseline.evalSetId);
  const only = counts.onlyCandidate + counts.onlyBaseline;
  const warnings: [boolean, ComparisonWarning["code"], string][] = [
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
      `The runs asked ${run.repeats} and ${baseline.repeats} times per case; a case counts with the mean of its answers.`,
    ],
    [
      differs(run.recorded, baseline.recorded),
      "recorded",
      `Run ${run.recorded ? run.number : baseline.number} has recorded outputs: Galley did not make those calls, so latency and cost are as they were imported.`,
    ],
    [
      counts.errored > 0,
      "errors",
      `${counts.errored} shared cases have an error in one of the runs and count against a verdict.`,
    ],
    [
      counts.otherInput > 0,
      "other_input",
      `${formatCountOf(counts.otherInput, "case is", "cases are")} left out: an output was made from another input than the case has.`,
    ],
    [
      only > 0 && n < only,
      "few_shared_cases",
      `Only ${n} cases are shared; ${only} are in one run only.`,
    ],
  ];
  return warnings.flatMap(([applies, code, message]) => (applies ? [{ code, message }] : []));
}
