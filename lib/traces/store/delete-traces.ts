import type { PoolClient } from "pg";
import { inTransaction } from "./in-transaction";

/** Of one unit, of one user, or that began before a time: one of the three. */
export interface Deletion {
  unit?: string | undefined;
  userId?: string | undefined;
  startedBefore?: Date | undefined;
}

const AT_ONCE = 500;

/**
 * Deletes traces with their steps and all that was said of them, a part at a time, and has their hours counted
 * again. Eval cases that were made of them stay: they belong to their sets.
 * @returns how many traces
 */
export async function deleteTraces(projectId: string, deletion: Deletion): Promise<number> {
  const { unit, userId, startedBefore } = deletion;
  const [column, value] =
    unit !== undefined
      ? ["unit =", unit]
      : userId !== undefined
        ? ["user_id =", userId]
        : ["started_at <", startedBefore];
  if (value === undefined) throw new Error("Say which traces to delete.");
  let deleted = 0;
  for (;;) {
    const count = await inTransaction((client) => deletePart(client, projectId, column, value));
    deleted += count;
    if (count === 0) return deleted;
  }
}

/** What else knows a trace by its id. */
const SAID_OF_IT = [
  "trace_feedback",
  "trace_review",
  "trace_score",
  "trace_case",
  "trace_queue",
] as const;

async function deletePart(
  client: PoolClient,
  projectId: string,
  column: string,
  value: string | Date,
): Promise<number> {
  const batch = await client.query<{ id: string }>(
    `select id from trace where project_id = $1 and ${column} $2 limit ${AT_ONCE}`,
    [projectId, value],
  );
  if (batch.rows.length === 0) return 0;
  const keys = await client.query<{ id: string; bucket: string }>(
    `select id, bucket::text as bucket from trace_key
     where project_id = $1 and id = any($2) order by id collate "C" for update`,
    [projectId, batch.rows.map(({ id }) => id)],
  );
  const ids = keys.rows.map(({ id }) => id);
  const buckets = [...new Set(keys.rows.map(({ bucket }) => bucket))];
  await client.query(
    `with gone as (
       delete from trace where project_id = $1 and id = any($2) and bucket = any($3::date[])
       returning started_at
     )
     insert into trace_change (project_id, hour)
     select distinct $1::uuid, date_trunc('hour', started_at, 'UTC') from gone`,
    [projectId, ids, buckets],
  );
  await client.query(
    `delete from trace_step where project_id = $1 and trace_id = any($2) and bucket = any($3::date[])`,
    [projectId, ids, buckets],
  );
  for (const table of SAID_OF_IT) {
    await client.query(`delete from ${table} where project_id = $1 and trace_id = any($2)`, [
      projectId,
      ids,
    ]);
  }
  await client.query("delete from trace_key where project_id = $1 and id = any($2)", [
    projectId,
    ids,
  ]);
  return ids.length;
}

/**
 * After partitions were dropped: takes away what knows the traces that were in them, and has their hours
 * counted again. `before` is a Monday.
 */
export async function forgetDropped(before: Date): Promise<void> {
  await inTransaction(async (client) => {
    const day = before.toISOString().slice(0, 10);
    const orphans = `select k.project_id, k.id from trace_key k where k.bucket < $1::date and not exists (
      select 1 from trace t where t.project_id = k.project_id and t.id = k.id and t.bucket = k.bucket)`;
    for (const table of SAID_OF_IT) {
      await client.query(
        `delete from ${table} s using (${orphans}) g
         where s.project_id = g.project_id and s.trace_id = g.id`,
        [day],
      );
    }
    await client.query(
      `delete from trace_key k using (${orphans}) g where k.project_id = g.project_id and k.id = g.id`,
      [day],
    );
    await client.query(
      `insert into trace_change (project_id, hour)
       select distinct project_id, hour from trace_rollup where hour < $1::date + 1`,
      [day],
    );
  });
}
