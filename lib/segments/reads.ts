import type { Actor } from "@/lib/auth/actor";
import { authorize, canSeeHoldout } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { Segment, SegmentCondition, SegmentListResponse, SegmentPreview } from "./contract";
import { describeCondition } from "./describe-condition";
import { findSegment } from "./find-segment";
import { MAX_SEGMENTS } from "./list-conditions";
import { matchSegment, type SegmentFacts } from "./match-segment";
import { toSegment } from "./to-segment";

const LEAST_HOLDOUT_GROUP = 5;
const MAX_SETS = 100;

export async function listSegments(actor: Actor): Promise<SegmentListResponse> {
  authorize(actor, { scope: "evals:read" });
  const rows = await db.segment.findMany({
    where: { projectId: actor.projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    take: MAX_SEGMENTS,
  });
  return { data: rows.map(toSegment), nextCursor: null };
}

export async function getSegment(actor: Actor, name: string): Promise<Segment> {
  authorize(actor, { scope: "evals:read" });
  return toSegment(await findSegment(actor, name));
}

type Group = Omit<SegmentFacts, "kind"> & {
  evalSet: string;
  kind: string;
  split: "development" | "holdout";
  n: number;
};

/** How many cases of each eval set a condition would match, before it is saved. */
export async function previewSegment(
  actor: Actor,
  condition: SegmentCondition,
): Promise<SegmentPreview> {
  authorize(actor, { scope: "evals:read" });
  const groups = await db.$queryRaw<Group[]>`
    select s.name as "evalSet", c.split::text as split, c.kind::text as kind, c.attributes, c.language,
      c.input_length as "inputLength", count(*)::int as n
    from eval_case c join (
      select id, name from eval_set
      where project_id = ${actor.projectId}::uuid and archived_at is null order by name limit ${MAX_SETS}
    ) s on s.id = c.eval_set_id
    where c.until_revision is null group by 1, 2, 3, 4, 5, 6`;
  const names = [...new Set(groups.map(({ evalSet }) => evalSet))].sort();
  return {
    sentence: describeCondition(condition),
    evalSets: names.map((evalSet) => {
      const development = countIn(groups, evalSet, "development", condition);
      const holdout = countIn(groups, evalSet, "holdout", condition);
      const isTold =
        canSeeHoldout(actor) || holdout.matching === 0 || holdout.matching >= LEAST_HOLDOUT_GROUP;
      return {
        evalSet,
        development,
        holdout: { ...holdout, matching: isTold ? holdout.matching : null },
      };
    }),
  };
}

function countIn(
  groups: readonly Group[],
  evalSet: string,
  split: Group["split"],
  condition: SegmentCondition,
): { matching: number; total: number } {
  const counts = { matching: 0, total: 0 };
  for (const group of groups) {
    if (group.evalSet !== evalSet || group.split !== split) continue;
    counts.total += group.n;
    if (matchSegment(condition, group)) counts.matching += group.n;
  }
  return counts;
}
