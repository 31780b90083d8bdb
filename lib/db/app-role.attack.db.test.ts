import pg from "pg";
import { describe, expect } from "vitest";
import { env } from "@/lib/env";
import { makeTestProject } from "@/lib/projects/test-project";
import { asOwner } from "@/scripts/testing/as-owner";
import { attack } from "@/scripts/testing/attack";

const who = "the app's own database role";

const TRIES: [request: string, sql: string][] = [
  ["changes an event", "update event set actor_name = 'nobody'"],
  ["deletes an event", "delete from event"],
  ["empties the audit log", "truncate event"],
  ["turns the triggers of the audit log off", "alter table event disable trigger all"],
  ["drops a trigger of the audit log", "drop trigger event_is_append_only on event"],
  [
    "replaces what the trigger does",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
  ],
  ["goes around triggers as replication does", "set session_replication_role = replica"],
  ["takes the audit log over", "alter table event owner to current_user"],
  ["drops the audit log", "drop table event cascade"],
  ["renames the audit log and puts another in its place", "alter table event rename to old_event"],
  ["grants itself the right", "grant update on event to galley_app; update event set type = ''"],
  ["puts a rule on the audit log", "create rule hide as on insert to event do instead nothing"],
  ["makes a superuser", "create role mallory superuser login"],
  ["makes itself a superuser", "alter role galley_app superuser"],
  ["becomes the owner", "set role galley"],
  ["makes a database", "create database mallory"],
  ["reads a file of the server", "select pg_read_file('/etc/passwd')"],
  ["reads a file by copy", "create temp table loot (line text); copy loot from '/etc/passwd'"],
  ["runs a program", "create temp table loot (line text); copy loot from program 'id'"],
  ["changes the server's settings", "alter system set log_statement = 'all'"],
  ["makes a table", "create table mallory (id int)"],
  ["makes a trace week that is none", "select ensure_trace_week('2026-11-24')"],
  ["drops another table as if it were a trace week", "select drop_trace_week('event')"],
  ["rewrites the history of migrations", "delete from _prisma_migrations"],
];

/** A session of its own, without Galley's code around it. */
async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("the role that the processes use", () => {
  for (const [request, sql] of TRIES) {
    attack(who, request, async () => {
      await makeTestProject();
      const error = await asApp((client) => client.query(sql)).then(
        () => null,
        (refusal: Error & { code?: string }) => refusal,
      );
      // 42501: insufficient privilege; P0001: one of Galley's own functions.
      expect(error?.code).toMatch(/^(42501|P0001)$/);
      return `refused: ${error?.message}`;
    });
  }

  attack(who, "shadows a table that the owner's functions name", async () => {
    await asApp(async (client) => {
      await client.query("create temp table trace (id int)");
      await client.query("set search_path = pg_temp, public");
      await client.query("select public.ensure_trace_week('2031-01-06')");
    });
    const parents = await asOwner(async (client) => {
      const { rows } = await client.query<{ parent: string }>(
        `select inhparent::regclass::text as parent from pg_inherits
         where inhrelid = 'partitions.trace_2031_w02'::regclass`,
      );
      return rows.map(({ parent }) => parent);
    });
    expect(parents).toEqual(["trace"]);
    return "the week belongs to the real table";
  });

  attack(who, "owns anything in the database", async () => {
    const owned = await asOwner(async (client) => {
      const { rows } = await client.query(
        `select count(*)::int as n from pg_class where relowner = 'galley_app'::regrole
         union all select count(*)::int from pg_proc where proowner = 'galley_app'::regrole
         union all select count(*)::int from pg_namespace where nspowner = 'galley_app'::regrole`,
      );
      return rows.map(({ n }) => n);
    });
    expect(owned).toEqual([0, 0, 0]);
    return "nothing";
  });
});
