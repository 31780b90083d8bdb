import type { PoolClient } from "pg";
import { inTransaction } from "./in-transaction";

/**
 * Whether the trace is still to come, in the caller's transaction. A key that can be added stands for a trace that
 * nobody has sent: it is taken away again, and until the transaction ends a writer of that trace waits, and then
 * finds what the transaction has written. A key that is there is locked.
 */
export async function isStillToCome(
  client: PoolClient,
  projectId: string,
  traceId: string,
): Promise<boolean> {
  const added = await client.query(
    `insert into trace_key (project_id, id, bucket) values ($1, $2, current_date)
     on conflict do nothing`,
    [projectId, traceId],
  );
  const condition = "project_id = $1 and id = $2";
  const sql =
    added.rowCount === 1
      ? `delete from trace_key where ${condition}`
      : `select 1 from trace_key where ${condition} for update`;
  await client.query(sql, [projectId, traceId]);
  return added.rowCount === 1;
}

/**
 * Gives traces that have just been written the last outcome that was told before they came.
 * @returns these outcomes, by trace
 */
export async function takeEarlyOutcomes(
  client: PoolClient,
  projectId: string,
  keys: readonly { id: string; bucket: string }[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; outcome: string }>(
    `update trace t set outcome = f.outcome, outcome_from = 'feedback', outcome_at = f.created_at
     from (
       select distinct on (trace_id) trace_id, outcome, created_at from trace_feedback
       where project_id = $1 and trace_id = any($2) and outcome is not null
       order by trace_id, created_at desc, id desc
     ) f
     where t.project_id = $1 and t.id = f.trace_id and t.bucket = any($3::date[])
     returning t.id, t.outcome`,
    [projectId, keys.map(({ id }) => id), [...new Set(keys.map(({ bucket }) => bucket))]],
  );
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
}

/** Deletes what was said of traces that have not come since. */
export async function forgetUnclaimedFeedback(projectId: string, before: Date): Promise<void> {
  await inTransaction((client) =>
    client.query(
      `delete from trace_feedback f where project_id = $1 and created_at < $2
         and not exists (select 1 from trace_key k where k.project_id = $1 and k.id = f.trace_id)`,
      [projectId, before],
    ),
  );
}
