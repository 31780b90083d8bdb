import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { repeatedRate } from "@/lib/stats/intervals/repeated-rate";
import type { CategoryVersion } from "./move-contract";

interface Row {
  category: string;
  prompt: string;
  version: number;
  cases: number;
  traces: number;
  n: number;
  answers: number;
  rates: number;
  squares: number;
  runs: number[];
}

/**
 * Every category over the versions of the prompts that it was seen in, newest version first. The pass rate
 * is over all cases that ever had the category, each the mean of its answers, in the newest completed run
 * of the version on their set and split; holdout cases for those only who may see them.
 */
export async function listCategoryVersions(
  actor: Actor,
): Promise<{ data: CategoryVersion[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const { projectId } = actor;
  const rows = await db.$queryRaw<Row[]>`
    with given as materialized (
      select r.failure_category_id as category, run.prompt_id, run.version_id, run.eval_set_id, r.case_id
      from failure_category f join run_result r on r.failure_category_id = f.id
        join run on run.id = r.run_id join eval_case c on c.id = r.case_row_id
      where f.project_id = ${projectId}::uuid and f.archived_at is null and ${visibleCases(actor).where}
    ), known as materialized (
      select distinct category, prompt_id, eval_set_id, case_id from given
    ), reviewed as (
      select t.failure_category_id as category, v.id as version_id, count(*)::int as traces
      from trace_review t join failure_category f on f.id = t.failure_category_id and f.archived_at is null
        join prompt_version v on v.prompt_id = t.prompt_id and v.number = t.version
      where t.project_id = ${projectId}::uuid group by 1, 2
    ), newest as materialized (
      select distinct on (run.version_id, run.eval_set_id, run.split)
        run.id, run.number, run.prompt_id, run.version_id, run.eval_set_id
      from run where run.project_id = ${projectId}::uuid and run.status = 'completed'
        and run.version_id is not null
        and (run.prompt_id, run.eval_set_id) in (select prompt_id, eval_set_id from known)
      order by run.version_id, run.eval_set_id, run.split, run.number desc
    ), answered as (
      select k.category, n.version_id, n.id as run_id, n.number, k.eval_set_id, k.case_id,
        count(*) filter (where r.outcome = 'passed')::float8 as passed,
        count(*) filter (where r.outcome <> 'errored')::float8 as answers
      from newest n join known k on k.prompt_id = n.prompt_id and k.eval_set_id = n.eval_set_id
        join run_result r on r.run_id = n.id and r.case_id = k.case_id
        join eval_case c on c.id = r.case_row_id
      where ${visibleCases(actor).where} and ${hasCaseInput}
      group by 1, 2, 3, 4, 5, 6
    ), measured as (
      select category, version_id, count(*)::int as n, sum(answers)::float8 as answers,
        sum(passed / answers)::float8 as rates, sum((passed / answers) ^ 2)::float8 as squares,
        array_agg(distinct number order by number desc) as runs
      from answered where answers > 0 group by 1, 2
    ), counted as (
      select category, version_id, count(distinct (eval_set_id, case_id))::int as cases
      from given where version_id is not null group by 1, 2
    )
    select category::text, p.name as prompt, v.number as version, coalesce(counted.cases, 0) as cases,
      coalesce(reviewed.traces, 0) as traces, coalesce(m.n, 0) as n, coalesce(m.answers, 0) as answers,
      coalesce(m.rates, 0) as rates, coalesce(m.squares, 0) as squares, coalesce(m.runs, '{}') as runs
    from counted full join reviewed using (category, version_id)
      full join measured m using (category, version_id)
      join prompt_version v on v.id = version_id join prompt p on p.id = v.prompt_id
    order by category, p.name, v.number desc`;
  return {
    data: rows.map(({ n, answers, rates, squares, ...row }) => ({
      ...row,
      passRate: repeatedRate({ n, answers, rates, squares }),
    })),
    nextCursor: null,
  };
}
