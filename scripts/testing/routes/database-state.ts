import { pool } from "@/lib/db/client";

/** Columns that say when somebody was here: they move with every request, also with a refused one. */
const VISITS: Record<string, string> = {
  api_key: "last_used_at,first_used_at,last_refused_at,last_refusal",
  member: "last_seen_at",
};

/**
 * One line per table of the database, with the number of its rows and a sum over the transactions that wrote
 * them. Two equal states mean that nothing was written between them, not even the same values again.
 */
export async function readDatabaseState(): Promise<Map<string, string>> {
  stateQuery ??= writeStateQuery();
  const { rows } = await pool.query<{ name: string; state: string }>({
    name: "database-state",
    text: await stateQuery,
  });
  return new Map(rows.map(({ name, state }) => [name, state]));
}

let stateQuery: Promise<string> | null = null;

async function writeStateQuery(): Promise<string> {
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables
     where schemaname in ('public', 'graphile_worker') and tablename not like '%migrations'`,
  );
  const selects = tables.map(({ schema, name }) => {
    const visit = VISITS[name];
    const sum = visit
      ? `md5(coalesce(string_agg((to_jsonb(t) - '{${visit}}'::text[])::text, ',' order by t::text), ''))`
      : "coalesce(sum(xmin::text::bigint), 0)::text";
    return `select '${name}' as name, count(*) || ' ' || ${sum} as state from ${schema}."${name}" t`;
  });
  return selects.join(" union all ");
}

/** The tables that differ. */
export function changedTables(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}
