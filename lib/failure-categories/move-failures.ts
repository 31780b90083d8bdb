import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Tx } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";

export interface Move {
  kind: "merge" | "split";
  from: string;
  into: string;
}

export interface MovedCounts {
  results: number;
  traces: number;
}

const EVERYTHING = { results: Prisma.sql`true`, traces: Prisma.sql`true` };

/**
 * Moves failures from one category into another and writes down which, so that they can go back. `which`:
 * conditions over `r` (run_result) and `t` (trace_review); without it all of them.
 */
export async function moveFailures(
  tx: Tx,
  actor: Actor,
  { kind, from, into }: Move,
  which: { results: Prisma.Sql; traces: Prisma.Sql } = EVERYTHING,
): Promise<MovedCounts> {
  const move = await tx.failureCategoryMove.create({
    data: { kind, fromId: from, intoId: into, byId: actor.userId, byName: actor.name },
  });
  const results = await tx.$executeRaw`
    with moved as (
      update run_result r set failure_category_id = ${into}::uuid
      where r.failure_category_id = ${from}::uuid and ${which.results}
      returning r.run_id, r.case_row_id, r.repeat
    )
    insert into moved_result (move_id, run_id, case_row_id, repeat)
    select ${move.id}::uuid, run_id, case_row_id, repeat from moved`;
  const traces = await tx.$executeRaw`
    with moved as (
      update trace_review t set failure_category_id = ${into}::uuid
      where t.failure_category_id = ${from}::uuid and t.project_id = ${actor.projectId}::uuid
        and ${which.traces}
      returning t.trace_id
    )
    insert into moved_trace (move_id, trace_id) select ${move.id}::uuid, trace_id from moved`;
  return { results, traces };
}

/** What a merge brought and nobody has given another category since goes back. */
export async function moveBack(
  tx: Tx,
  { projectId }: Actor,
  { id, fromId, intoId }: { id: string; fromId: string; intoId: string },
): Promise<MovedCounts> {
  const results = await tx.$executeRaw`
    update run_result r set failure_category_id = ${fromId}::uuid from moved_result m
    where m.move_id = ${id}::uuid and r.run_id = m.run_id and r.case_row_id = m.case_row_id
      and r.repeat = m.repeat and r.failure_category_id = ${intoId}::uuid`;
  const traces = await tx.$executeRaw`
    update trace_review t set failure_category_id = ${fromId}::uuid from moved_trace m
    where m.move_id = ${id}::uuid and t.project_id = ${projectId}::uuid and t.trace_id = m.trace_id
      and t.failure_category_id = ${intoId}::uuid`;
  return { results, traces };
}

/** Conditions for `moveFailures` that fit what somebody chose and may see. */
export function chosenFailures(
  actor: Actor,
  results: readonly { run: number; caseId: string }[],
  traces: readonly string[],
): { results: Prisma.Sql; traces: Prisma.Sql } {
  return {
    results: Prisma.sql`exists (
      select 1 from run join eval_case c on c.id = r.case_row_id
        join unnest(${results.map(({ run }) => run)}::int[], ${results.map(({ caseId }) => caseId)}::text[])
          as chosen (number, case_id) on chosen.number = run.number and chosen.case_id = r.case_id
      where run.id = r.run_id and run.project_id = ${actor.projectId}::uuid
        and ${visibleCases(actor).where})`,
    traces: Prisma.sql`t.trace_id = any(${[...traces]}::text[])`,
  };
}
