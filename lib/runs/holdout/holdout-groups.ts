import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { CaseKind } from "@/lib/eval-sets/case-content";
import {
  chooseTellableGroups,
  type TellableCase,
} from "@/lib/eval-sets/holdout/choose-tellable-groups";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { listSegmentsOf, type SegmentRule } from "@/lib/runs/execute/run-segments";
import { SegmentCondition } from "@/lib/segments/contract";
import { matchSegment, type SegmentFacts } from "@/lib/segments/match-segment";

/** What a holdout run is counted by: fixed at its start, so that a later segment adds no group to it. */
export const HoldoutGroups = z.object({
  segments: z.array(z.object({ name: z.string(), condition: SegmentCondition })),
  /** Whether figures of all cases together may be shown below admin. */
  whole: z.boolean(),
  /** The groups whose figures may be shown below admin. */
  told: z.object({ segments: z.array(z.string()), kinds: z.array(CaseKind) }),
});
export type HoldoutGroups = z.infer<typeof HoldoutGroups>;

type HoldoutCase = SegmentFacts & TellableCase;

const kindCondition = (kind: CaseKind): SegmentCondition => ({
  subject: "kind",
  operator: "=",
  value: kind,
});

const conditionHash = (condition: SegmentCondition): string =>
  createHash("sha256").update(canonicalJson(condition)).digest("hex");

/**
 * Decides at the start of a holdout run which groups it will show, and stores their conditions with the set:
 * the next run's groups must not tell single cases together with these. The caller holds the set's row.
 */
export async function planHoldoutGroups(
  tx: Tx,
  set: { id: string; projectId: string; revision: number },
): Promise<HoldoutGroups> {
  const segments = await listSegmentsOf(set.projectId, tx);
  const [cases, earlier] = await Promise.all([
    readHoldoutCases(tx, set),
    tx.holdoutGroup.findMany({ where: { evalSetId: set.id }, orderBy: { createdAt: "asc" } }),
  ]);
  const kinds = CaseKind.options.filter((kind) => cases.some((each) => each.kind === kind));
  const conditions = new Map<string, SegmentCondition>();
  for (const condition of [
    ...earlier.map((row) => SegmentCondition.parse(row.condition)),
    ...segments.map((segment) => segment.condition),
    ...kinds.map(kindCondition),
  ]) {
    conditions.set(conditionHash(condition), condition);
  }
  const { whole, groups } = chooseTellableGroups(
    cases,
    Array.from(conditions, ([key, condition]) => ({
      key,
      has: cases.map((each) => matchSegment(condition, each)),
    })),
  );
  await tx.holdoutGroup.createMany({
    data: [...groups].flatMap((hash) => {
      const condition = conditions.get(hash);
      return condition
        ? [{ evalSetId: set.id, conditionHash: hash, condition: json(condition) }]
        : [];
    }),
    skipDuplicates: true,
  });
  const isTold = (condition: SegmentCondition) => groups.has(conditionHash(condition));
  return {
    segments,
    whole,
    told: {
      segments: segments.filter(({ condition }) => isTold(condition)).map(({ name }) => name),
      kinds: kinds.filter((kind) => isTold(kindCondition(kind))),
    },
  };
}

/**
 * Whoever is an admin now sees all of the holdout anyway, so their cases are nobody's own; nor are those of
 * API keys, which an admin has made, and of jobs.
 */
const readHoldoutCases = (
  tx: Tx,
  { id, projectId, revision }: { id: string; projectId: string; revision: number },
) => tx.$queryRaw<HoldoutCase[]>`
  select c.kind::text as kind, c.attributes, c.language, c.input_length as "inputLength", 1 as n,
    case when m.role is distinct from 'admin' then r.author_id::text end as owner
  from eval_case c
    left join eval_set_revision r on r.eval_set_id = c.eval_set_id and r.number = c.since_revision
    left join member m on m.project_id = ${projectId}::uuid and m.user_id = r.author_id
  where c.eval_set_id = ${id}::uuid and c.split = 'holdout' and c.since_revision <= ${revision}
    and (c.until_revision is null or c.until_revision > ${revision})
  order by c.position`;

/** The groups that a run was started with; null: it is of development cases, or older than this rule. */
export async function loadHoldoutGroups(runId: string): Promise<HoldoutGroups | null> {
  const run = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { holdoutGroups: true },
  });
  return HoldoutGroups.nullable().parse(run.holdoutGroups);
}

/** The segments that a run is counted by: a holdout run's own, else the project's of the moment. */
export async function segmentsOfRun(run: {
  id: string;
  projectId: string;
  split: "development" | "holdout";
}): Promise<SegmentRule[]> {
  const groups = run.split === "holdout" ? await loadHoldoutGroups(run.id) : null;
  return groups?.segments ?? listSegmentsOf(run.projectId);
}

/** Whether a segment's figures of a holdout run may be shown to everybody: it existed then, with this condition. */
export function tellsSegment(groups: HoldoutGroups | null, { name, condition }: SegmentRule) {
  const group = groups?.segments.find((segment) => segment.name === name);
  return (
    groups !== null &&
    group !== undefined &&
    groups.told.segments.includes(name) &&
    canonicalJson(group.condition) === canonicalJson(condition)
  );
}
