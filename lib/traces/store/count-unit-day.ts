import "server-only";
import { pool } from "@/lib/db/client";
import { inTransaction } from "./in-transaction";
import { UNIT_DAY_COLUMNS, UNIT_DAYS_FROM_ROWS } from "./unit-day-sql";

export interface ChangedDay {
  projectId: string;
  /** 0 h UTC. */
  day: Date;
}

const DAY_MS = 86_400_000;

/** Days with hours that were counted after their units, those that wait longest first. */
export async function loadChangedDays(atMost: number): Promise<ChangedDay[]> {
  const { rows } = await pool.query<{ projectId: string; day: string }>(
    `select project_id as "projectId", day::text as day from trace_unit_change
     group by project_id, trace_unit_change.day order by min(id) limit $1`,
    [atMost],
  );
  return rows.map(({ projectId, day }) => ({ projectId, day: new Date(day) }));
}

/**
 * Replaces the sums of a day's units by what its traces say now, as `countHour` does for an hour.
 * @returns false when somebody else is counting this day
 */
export async function countUnitDay({ projectId, day }: ChangedDay): Promise<boolean> {
  const name = day.toISOString().slice(0, 10);
  return inTransaction(async (client) => {
    const lock = await client.query<{ isMine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended($1, 7243004)) as "isMine"`,
      [`${projectId} ${name}`],
    );
    if (!lock.rows[0]?.isMine) return false;
    const changes = await client.query<{ id: string }>(
      "select id from trace_unit_change where project_id = $1 and day = $2",
      [projectId, name],
    );
    await client.query("delete from trace_unit_day where project_id = $1 and day = $2", [
      projectId,
      name,
    ]);
    await client.query(
      `insert into trace_unit_day (project_id, ${UNIT_DAY_COLUMNS.join(", ")})
       select $1, ${UNIT_DAY_COLUMNS.join(", ")} from (${UNIT_DAYS_FROM_ROWS}) as counted`,
      [projectId, day, new Date(day.getTime() + DAY_MS)],
    );
    await client.query("delete from trace_unit_change where id = any($1::bigint[])", [
      changes.rows.map(({ id }) => id),
    ]);
    return true;
  });
}
