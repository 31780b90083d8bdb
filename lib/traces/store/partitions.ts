import "server-only";
import { pool } from "@/lib/db/client";
import { log } from "@/lib/http/log";
import { inTransaction } from "./in-transaction";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Weeks that get a partition of their own; what lies outside is in the default one. */
const PAST_DAYS = 400;
const FUTURE_DAYS = 21;
const LOCK = 7_243_001n;

const shared = globalThis as { galleyTraceWeeks?: Set<string> };

function knownWeeks(): Set<string> {
  shared.galleyTraceWeeks ??= new Set();
  return shared.galleyTraceWeeks;
}

/** The UTC day of a time: a trace's bucket. */
export function dayOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / DAY_MS) * DAY_MS);
}

/** Monday, 0 h UTC, of the ISO week that a day is in. */
export function mondayOf(day: Date): Date {
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  return new Date(dayOf(day).getTime() - sinceMonday * DAY_MS);
}

/** `2026_w47`, by ISO 8601: a week belongs to the year of its Thursday. */
export function weekName(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK_MS) + 1;
  return `${year}_w${String(week).padStart(2, "0")}`;
}

/**
 * Makes the partitions of these days' weeks before rows come that need them. It waits for nobody long: where
 * it cannot be made now, rows go to the default partition, and reads find them there.
 */
export async function ensurePartitions(days: readonly Date[]): Promise<void> {
  const now = Date.now();
  const mondays = new Map<string, Date>();
  for (const day of days) {
    const age = (now - day.getTime()) / DAY_MS;
    if (age > PAST_DAYS || age < -FUTURE_DAYS) continue;
    const monday = mondayOf(day);
    const name = weekName(monday);
    if (!knownWeeks().has(name)) mondays.set(name, monday);
  }
  for (const [name, monday] of mondays) {
    await ensureWeek(name, monday);
    knownWeeks().add(name);
  }
}

/** This week and the next two, so that no writer ever has to make one. */
export async function ensureComingPartitions(): Promise<void> {
  await ensurePartitions([0, 1, 2].map((weeks) => new Date(Date.now() + weeks * WEEK_MS)));
}

async function ensureWeek(name: string, monday: Date): Promise<void> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from pg_tables where schemaname = 'partitions' and tablename = any($1)",
    [[`trace_${name}`, `trace_step_${name}`]],
  );
  if (rows[0]?.n === 2) return;
  await inTransaction(async (client) => {
    await client.query("set local lock_timeout = '5s'");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await client.query("select ensure_trace_week($1::date)", [isoDay(monday)]);
  }).catch((error: unknown) => {
    log().warn({ err: error, week: name }, "no partition of its own for a week of traces");
  });
}

/** Drops the weeks that ended before a day, with all that is in them, of every project. */
export async function dropPartitions(before: Date): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; bound: string }>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'partitions' and c.relispartition`,
  );
  const ended = rows.filter(({ bound }) => {
    const end = /TO \('(\d{4}-\d{2}-\d{2})'\)/.exec(bound)?.[1];
    return end !== undefined && Date.parse(end) <= before.getTime();
  });
  for (const { name } of ended) {
    await inTransaction(async (client) => {
      await client.query("set local lock_timeout = '5s'");
      await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
      await client.query("select drop_trace_week($1)", [name]);
    });
  }
  knownWeeks().clear();
  return ended.map(({ name }) => name);
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
