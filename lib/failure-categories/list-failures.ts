import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import type { CategoryFailure } from "./move-contract";
import { getCategory } from "./reads";

const MOST = 1_000;

interface Row extends Omit<CategoryFailure, "at"> {
  at: Date;
  total: number;
}

/** Cases of runs and traces that have a category, newest first; holdout cases for those only who may see them. */
export async function listCategoryFailures(
  actor: Actor,
  id: string,
): Promise<{ data: CategoryFailure[]; nextCursor: null; total: number }> {
  authorize(actor, { scope: "evals:read" });
  await getCategory(actor, id);
  const rows = await db.$queryRaw<Row[]>`
    with failures as (
      select run.number as run, r.case_id as "caseId", null as "traceId", p.name as prompt,
        v.number as version,
        min(left((select string_agg(value #>> '{}', ' · ') from jsonb_each(c.input)), 160)) as text,
        max(coalesce(r.categorised_at, r.created_at)) as at
      from run_result r join run on run.id = r.run_id join eval_case c on c.id = r.case_row_id
        join prompt p on p.id = run.prompt_id left join prompt_version v on v.id = run.version_id
      where r.failure_category_id = ${id}::uuid and run.project_id = ${actor.projectId}::uuid
        and ${visibleCases(actor).where}
      group by 1, 2, 4, 5
      union all
      select null, null, t.trace_id, p.name, t.version, nullif(left(t.note, 160), ''), t.reviewed_at
      from trace_review t left join prompt p on p.id = t.prompt_id
      where t.failure_category_id = ${id}::uuid and t.project_id = ${actor.projectId}::uuid
    )
    select *, count(*) over ()::int as total from failures
    order by at desc, run desc nulls last, "caseId", "traceId" limit ${MOST}`;
  return {
    data: rows.map(({ total: _, at, ...row }) => ({ ...row, at: at.toISOString() })),
    nextCursor: null,
    total: rows[0]?.total ?? 0,
  };
}
