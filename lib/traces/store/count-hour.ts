import "server-only";
import { pool } from "@/lib/db/client";
import { countUnitDay, loadChangedDays } from "./count-unit-day";
import { inTransaction } from "./in-transaction";
import { ROLLUP_COLUMNS, ROLLUPS_FROM_ROWS } from "./rollup-sql";

export interface ChangedHour {
  projectId: string;
  hour: Date;
}

/** Hours with rows that nobody has counted, those that wait longest first. */
export async function loadChangedHours(atMost: number): Promise<ChangedHour[]> {
  const { rows } = await pool.query<ChangedHour>(
    `select project_id as "projectId", hour from trace_change
     group by 1, 2 order by min(id) limit $1`,
    [atMost],
  );
  return rows;
}

/**
 * Replaces the rollup of one hour by what its rows say now, and takes away exactly the changes that were seen
 * before counting: what was written in between is counted, or its change stays for the next time.
 * @returns false when somebody else is counting this hour
 */
export async function countHour({ projectId, hour }: ChangedHour): Promise<boolean> {
  const until = new Date(hour.getTime() + 3_600_000);
  return inTransaction(async (client) => {
    const lock = await client.query<{ isMine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended($1, 7243003)) as "isMine"`,
      [`${projectId} ${hour.toISOString()}`],
    );
    if (!lock.rows[0]?.isMine) return false;
    const changes = await client.query<{ id: string }>(
      "select id from trace_change where project_id = $1 and hour = $2",
      [projectId, hour],
    );
    await client.query("delete from trace_rollup where project_id = $1 and hour = $2", [
      projectId,
      hour,
    ]);
    await client.query(
      `insert into trace_rollup (project_id, ${ROLLUP_COLUMNS.join(", ")})
       select $1, ${ROLLUP_COLUMNS.join(", ")} from (${ROLLUPS_FROM_ROWS}) as counted`,
      [projectId, hour, until],
    );
    await client.query(
      `insert into trace_unit_change (project_id, day)
       values ($1, ($2::timestamptz at time zone 'UTC')::date)`,
      [projectId, hour],
    );
    await client.query("delete from trace_change where id = any($1::bigint[])", [
      changes.rows.map(({ id }) => id),
    ]);
    return true;
  });
}

/** Counts every hour and day that has changed; for tests, seeds and the command line, which do not wait for the worker. */
export async function countAllHours(projectId?: string): Promise<number> {
  let counted = 0;
  for (;;) {
    const hours = (await loadChangedHours(100_000)).filter(
      (changed) => projectId === undefined || changed.projectId === projectId,
    );
    for (const hour of hours) if (await countHour(hour)) counted += 1;
    const days = (await loadChangedDays(100_000)).filter(
      (changed) => projectId === undefined || changed.projectId === projectId,
    );
    for (const day of days) await countUnitDay(day);
    if (hours.length === 0 && days.length === 0) return counted;
  }
}
