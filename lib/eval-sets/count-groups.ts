import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { listConditions } from "@/lib/segments/list-conditions";
import { matchingSegments, matchSegment } from "@/lib/segments/match-segment";
import { CaseKind } from "./case-content";
import type { EvalSetDetail } from "./contract";
import { atRevision, type CaseRow } from "./scan-cases";
import type { SplitCounts } from "./split-counts";
import type { NameSegments } from "./to-eval-case";
import { visibleCases } from "./visible-cases";

type LightRow = Pick<CaseRow, "split" | "kind" | "attributes" | "language" | "inputLength"> & {
  n: number;
};
type Groups = Pick<
  EvalSetDetail,
  "counts" | "kinds" | "segments" | "variables" | "expectedFields" | "attributes"
>;

/** How many cases of a revision are in each split, kind and segment, and which names its cases use. */
export async function countGroups(
  actor: Actor,
  evalSetId: string,
  revision: number | undefined,
): Promise<Groups> {
  const visible = visibleCases(actor);
  const at = atRevision(evalSetId, revision);
  const [rows, segments, names] = await Promise.all([
    db.$queryRaw<LightRow[]>`
      select c.split::text as split, c.kind::text as kind, c.attributes, c.language,
        c.input_length as "inputLength", count(*)::int as n
      from eval_case c where ${at} group by 1, 2, 3, 4, 5`,
    listConditions(actor),
    db.$queryRaw<{ part: string; name: string }[]>`
      select distinct part, name from (
        select 'input' as part, jsonb_object_keys(c.input) as name from eval_case c
          where ${at} and ${visible.where}
        union all
        select 'expected', jsonb_object_keys(c.expected) from eval_case c
          where ${at} and ${visible.where} and jsonb_typeof(c.expected) = 'object'
        union all
        select 'attribute', jsonb_object_keys(c.attributes) from eval_case c
          where ${at} and ${visible.where}
      ) named order by name limit 600`,
  ]);
  // Segments cost nothing to make and to remove: counts of groups would add up to single cases.
  const visibleCounts = ({ development, holdout }: SplitCounts) => ({
    development,
    holdout: visible.hasHoldout ? holdout : null,
  });
  const namesOf = (part: string) =>
    names.filter((row) => row.part === part).map(({ name }) => name);
  return {
    counts: countWhere(rows, () => true),
    kinds: CaseKind.options.map((kind) => ({
      kind,
      ...visibleCounts(countWhere(rows, (row) => row.kind === kind)),
    })),
    segments: segments.map(({ name, condition }) => ({
      segment: name,
      ...visibleCounts(countWhere(rows, (row) => matchSegment(condition, row))),
    })),
    variables: namesOf("input"),
    expectedFields: namesOf("expected"),
    attributes: namesOf("attribute"),
  };
}

/** Names the segments that a case is in. */
export async function nameSegmentsOf(actor: Actor): Promise<NameSegments> {
  const segments = await listConditions(actor);
  return (row) => matchingSegments(segments, row);
}

function countWhere(rows: LightRow[], isIn: (row: LightRow) => boolean): SplitCounts {
  const counts = { development: 0, holdout: 0 };
  for (const row of rows) if (isIn(row)) counts[row.split] += row.n;
  return counts;
}
