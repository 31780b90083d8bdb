import type { PoolClient } from "pg";
import { countHour } from "./count-hour";
import { countUnitDay } from "./count-unit-day";
import { inTransaction } from "./in-transaction";
import { ROLLUP_COLUMNS, ROLLUP_FLOATS, ROLLUP_KEY, ROLLUPS_FROM_ROWS } from "./rollup-sql";
import { UNIT_DAY_KEY, UNIT_DAYS_FROM_ROWS, UNIT_SUMS } from "./unit-day-sql";

export interface RollupCheck {
  projectId: string;
  traces: number;
  hours: number;
  /** Hours whose rollup is not what the rows say, although nothing waits to be counted. */
  wrongHours: string[];
  /** Hours that wait to be counted. */
  pendingHours: number;
  /** Days whose sums by units are not what the rows say, although nothing waits to be counted. */
  wrongDays: string[];
}

const SUMS = ROLLUP_COLUMNS.filter((name) => !ROLLUP_KEY.includes(name));
const isFar = (name: string) =>
  `abs(r.${name} - c.${name}) > 1e-9 * greatest(abs(r.${name}), abs(c.${name}))`;
const differs = (name: string) =>
  ROLLUP_FLOATS.includes(name) ? isFar(name) : `r.${name} is distinct from c.${name}`;

const WRONG_HOURS = `
  select coalesce(r.hour, c.hour) as hour, bool_or(p.hour is not null) as "isPending"
  from (select * from trace_rollup where project_id = $1 and hour >= $2 and hour < $3) r
  full join (${ROLLUPS_FROM_ROWS}) c using (${ROLLUP_KEY.join(", ")})
  left join (select distinct hour from trace_change where project_id = $1) p
    on p.hour = coalesce(r.hour, c.hour)
  where r.traces is null or c.traces is null or ${SUMS.map(differs).join(" or ")}
  group by 1 order by 1`;

const DAY = "($2::timestamptz at time zone 'UTC')::date";
const IS_WRONG_DAY = `
  select 1 from (select * from trace_unit_day where project_id = $1 and day = ${DAY}) r
  full join (${UNIT_DAYS_FROM_ROWS}) c using (${UNIT_DAY_KEY.join(", ")})
  where (r.traces is null or c.traces is null or ${Object.keys(UNIT_SUMS).map(isFar).join(" or ")})
    and not exists (select 1 from trace_change where project_id = $1 and hour >= $2 and hour < $3)
    and not exists (select 1 from trace_unit_change where project_id = $1 and day = ${DAY})
  limit 1`;

const DAY_MS = 86_400_000;

/**
 * Compares every rollup of a project with its rows, a day at a time, in one snapshot. With `repair` the wrong
 * hours and days are counted again.
 */
export async function checkRollups(
  projectId: string,
  { repair = false } = {},
): Promise<RollupCheck> {
  const check = await inTransaction((client) => compare(client, projectId));
  if (repair) {
    for (const hour of check.wrongHours) await countHour({ projectId, hour: new Date(hour) });
    for (const day of check.wrongDays) await countUnitDay({ projectId, day: new Date(day) });
  }
  return check;
}

async function compare(client: PoolClient, projectId: string): Promise<RollupCheck> {
  await client.query("set transaction isolation level repeatable read, read only");
  const { rows } = await client.query<{
    traces: number;
    hours: number;
    pending: number;
  }>(
    `select
       (select count(*)::int from trace where project_id = $1) as traces,
       (select count(distinct hour)::int from trace_rollup where project_id = $1) as hours,
       (select count(distinct hour)::int from trace_change where project_id = $1) as pending`,
    [projectId],
  );
  const wrongHours: string[] = [];
  const wrongDays: string[] = [];
  for (const day of await daysWithRows(client, projectId)) {
    const place = [projectId, day, new Date(day.getTime() + DAY_MS)];
    const wrong = await client.query<{ hour: Date; isPending: boolean }>(WRONG_HOURS, place);
    for (const { hour, isPending } of wrong.rows) {
      if (!isPending) wrongHours.push(hour.toISOString());
    }
    const { rowCount } = await client.query(IS_WRONG_DAY, place);
    if (rowCount) wrongDays.push(day.toISOString().slice(0, 10));
  }
  const { traces = 0, hours = 0, pending: pendingHours = 0 } = rows[0] ?? {};
  return { projectId, traces, hours, wrongHours, pendingHours, wrongDays };
}

async function daysWithRows(client: PoolClient, projectId: string): Promise<Date[]> {
  const { rows } = await client.query<{ day: Date }>(
    `select date_trunc('day', started_at, 'UTC') as day from trace where project_id = $1
     union select date_trunc('day', hour, 'UTC') from trace_rollup where project_id = $1
     union select day at time zone 'UTC' from trace_unit_day where project_id = $1
     order by 1`,
    [projectId],
  );
  return rows.map(({ day }) => day);
}
