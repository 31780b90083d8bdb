import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { SegmentCondition, SegmentPreview } from "@/lib/segments/contract";
import { describeCondition } from "@/lib/segments/describe-condition";
import { matchSegment, type SegmentFacts } from "@/lib/segments/match-segment";
import { visibleCases } from "./visible-cases";

const MAX_SETS = 100;

type Group = Omit<SegmentFacts, "kind"> & {
  evalSet: string;
  kind: string;
  split: "development" | "holdout";
  n: number;
};

/**
 * How many cases of each eval set a condition would match, before it is saved. Below admin nothing about
 * holdout cases: asking costs nothing, so answers would add up to single cases.
 */
export async function previewSegment(
  actor: Actor,
  condition: SegmentCondition,
): Promise<SegmentPreview> {
  authorize(actor, { scope: "evals:read" });
  const { hasHoldout } = visibleCases(actor);
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
    withheld: hasHoldout ? null : "Only admins see how many holdout cases match.",
    evalSets: names.map((evalSet) => {
      const development = countIn(groups, evalSet, "development", condition);
      const holdout = countIn(groups, evalSet, "holdout", condition);
      return {
        evalSet,
        development,
        holdout: { ...holdout, matching: hasHoldout ? holdout.matching : null },
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
