import "server-only";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { db } from "@/lib/db/client";
import { writeBackupFile } from "@/scripts/backup/backup-file.mjs";

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: string;
  }
}

/** A database of the test's own, whose owner's address it answers: empty, or with all migrations. */
export async function makeDatabase({ isMigrated = false } = {}): Promise<string> {
  const name = `backup_${randomUUID().replaceAll("-", "")}`;
  const server = inject("databaseServer");
  await withClient(server, (client) =>
    client.query(`create database ${name} ${isMigrated ? "template galley_template" : ""}`),
  );
  onTestFinished(async () => {
    await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Has the verbs of the product work in another database than the one of the test's worker. */
export async function inDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  const shared = globalThis as { galleyDatabase?: unknown; galleyEnv?: unknown };
  const usual = { ...shared, url: process.env.DATABASE_URL };
  Object.assign(shared, { galleyDatabase: undefined, galleyEnv: undefined });
  process.env.DATABASE_URL = url;
  try {
    return await work();
  } finally {
    await db.$disconnect();
    const { galleyDatabase, galleyEnv } = usual;
    Object.assign(shared, { galleyDatabase, galleyEnv });
    process.env.DATABASE_URL = usual.url;
  }
}

/** A file name in a folder of the test's own. */
export function makeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "galley-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "one.galley");
}

/** A backup whose text is changed and whose hash is right again, as its finder could make it. */
export async function forge(file: string, change: (text: string) => string): Promise<string> {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf("galley-backup-sha256 ");
  const text = change(gunzipSync(bytes.subarray(0, end)).toString());
  const forged = makeFile();
  await writeBackupFile({ file: forged, text: [Buffer.from(text)] as never });
  return forged;
}

interface Manifest {
  migrations: { name: string; checksum: string }[];
  tables: { name: string; columns: string[] }[];
}

/** The same for its first line, the manifest. */
export function forgeManifest(
  file: string,
  change: (manifest: Manifest) => object,
): Promise<string> {
  return forge(file, (text) => {
    const end = text.indexOf("\n");
    return JSON.stringify(change(JSON.parse(text.slice(0, end)))) + text.slice(end);
  });
}

/** Every table with its number of rows and a hash of what they hold. */
export function describeRows(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations'
         and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'partitions'))
       order by 1`,
    );
    const answer: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ described: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as described
         from ${name} t`,
      );
      answer[name] = rows[0]?.described ?? "";
    }
    return answer;
  });
}

/** Every constraint, index, trigger and column, as the catalogue tells them. */
export function describeSchema(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as line
        from pg_constraint where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass || ' ' || tgenabled::text || ' ' || pg_get_triggerdef(oid)
        from pg_trigger where not tgisinternal
      union all select indexdef from pg_indexes where schemaname in ('public', 'partitions')
      union all select table_name || ' ' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '')
        from information_schema.columns where table_schema in ('public', 'partitions')
      order by 1`);
    return rows.map(({ line }) => line);
  });
}
