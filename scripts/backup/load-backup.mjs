import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrateJobs, whereIs, withClient } from "../database/database.mjs";
import { applyMigrations, lockMigrations, readMigrations } from "../database/migrate.mjs";
import { UserError } from "../user-error.mjs";
import { format, openBackupFile } from "./backup-file.mjs";
import { listSequences, listTables, prepareSession } from "./session.mjs";
import { setAsideConstraints } from "./set-aside-constraints.mjs";
import { jobs } from "./write-backup.mjs";

const quote = pg.escapeIdentifier;
const partitionBound =
  /^(DEFAULT|FOR VALUES FROM \('\d{4}-\d{2}-\d{2}'\) TO \('\d{4}-\d{2}-\d{2}'\))$/;

/** What a backup says of itself; throws when this Galley cannot restore it. */
export async function readManifest(file) {
  const backup = await openBackupFile(file);
  try {
    const manifest = await backup.readLine();
    if (manifest.format > format) throw new UserError(`${file} ${isNewer}`);
    findMigrations(manifest, file);
    return manifest;
  } finally {
    backup.close();
  }
}

const isNewer = "was made by a newer Galley than this one. Update Galley, then restore it.";

function findMigrations({ migrations }, file) {
  const ours = new Map(readMigrations().map((migration) => [migration.name, migration]));
  return migrations.map(({ name, checksum }) => {
    const migration = ours.get(name);
    if (!migration) throw new UserError(`${file} ${isNewer} (It has the migration ${name}.)`);
    if (migration.checksum !== checksum) {
      throw new UserError(
        `The migration ${name} of this Galley is not the one that the backup was made with. Put the file back as it was.`,
      );
    }
    return migration;
  });
}

/**
 * Restores a backup into an empty database, at the migrations that it was made with. All or nothing: it is one
 * transaction, and a Galley that is started meanwhile waits for its end.
 * @param {{ url: string, file: string, onProgress?: (table: string, fraction: number) => void, signal?: AbortSignal }} options
 * @returns {Promise<{ rows: Record<string, number>, skipped: string[] }>} rows by table; tables that are not Galley's
 */
export async function loadBackup({ url, file, onProgress = () => {}, signal }) {
  let table = "";
  const backup = await openBackupFile(file, (fraction) => onProgress(table, fraction));
  try {
    const manifest = await backup.readLine();
    const migrations = findMigrations(manifest, file);
    await withClient(url, (client) => requireEmpty(client, url));
    await migrateJobs(url);
    return await withClient(url, async (client) => {
      await prepareSession(client);
      await client.query("begin");
      await lockMigrations(client);
      await requireEmpty(client, url);
      await applyMigrations(client, migrations);
      await makePartitions(client, manifest.partitions);
      const putBack = await setAsideConstraints(client);
      const target = { client, tables: requireTables(manifest, await listTables(client)) };
      // What a migration has written itself is in the backup too.
      await client.query(`truncate ${[...target.tables].map(quote).join(", ")}`);
      const rows = {};
      const skipped = [];
      for (let index = 0; index <= manifest.tables.length; index += 1) {
        signal?.throwIfAborted();
        const section = await backup.readLine();
        table = section.table;
        const count = await loadTable(target, section, backup.loadRows(), signal);
        if (count === null) skipped.push(table);
        else rows[table] = count;
      }
      const summary = await backup.readLine();
      requireRows(rows, summary.rows);
      await setSequences(client, summary.sequences);
      await addJobs(client);
      await putBack();
      await client.query("commit");
      await client.query("analyze");
      return { rows, skipped };
    });
  } finally {
    backup.close();
  }
}

async function requireEmpty(client, url) {
  const { rows } = await client.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where (n.nspname = current_schema() or n.nspname = 'partitions') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname limit 3`,
  );
  if (rows.length === 0) return;
  throw new UserError(
    `The database ${whereIs(url)} is not empty: it holds ${rows.map(({ name }) => name).join(", ")} and more. A backup is restored into an empty one only.`,
  );
}

// Rows go to their partition by themselves, but to the default one where theirs is missing.
async function makePartitions(client, partitions) {
  for (const { parent, name, bound } of partitions) {
    if (!partitionBound.test(bound)) throw new UserError(`The partition ${name} has no dates.`);
    await client.query(
      `create table if not exists partitions.${quote(name)} partition of ${quote(parent)} ${bound.toLowerCase()}`,
    );
  }
}

function requireTables(manifest, tables) {
  const have = new Set(manifest.tables.map(({ name }) => name));
  const missing = tables.filter(({ name }) => !have.has(name)).map(({ name }) => name);
  if (missing.length === 0) return new Set(tables.map(({ name }) => name));
  throw new UserError(`The backup has no table ${missing.join(", ")}. Nothing was restored.`);
}

/** @returns {Promise<number | null>} how many rows; null when Galley has no such table */
async function loadTable({ client, tables }, { table, columns }, rows, signal) {
  const isJobs = table === jobs.name;
  if (!isJobs && !tables.has(table)) {
    for await (const _ of rows);
    return null;
  }
  if (isJobs) await client.query(createJobs);
  const target = isJobs ? "restored_job" : quote(table);
  const stream = client.query(
    copyFrom(`copy ${target} (${columns.map(quote).join(", ")}) from stdin`),
  );
  try {
    await pipeline(rows, stream, { signal });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof UserError) throw error;
    throw new UserError(`The table ${table} cannot be restored: ${error.message}`);
  }
  return stream.rowCount;
}

function requireRows(rows, expected) {
  for (const [table, count] of Object.entries(rows)) {
    if (count === expected[table]) continue;
    throw new UserError(
      `The table ${table} should have ${expected[table]} rows but got ${count}. Nothing was restored.`,
    );
  }
}

async function setSequences(client, sequences) {
  const names = new Set(await listSequences(client));
  for (const { name, value, isCalled } of sequences.filter(({ name }) => names.has(name))) {
    await client.query("select setval($1::regclass, $2::bigint, $3)", [
      quote(name),
      value,
      isCalled,
    ]);
  }
}

const createJobs = `create temporary table restored_job (
  position bigint generated always as identity, task text, payload json, queue text, run_at timestamptz,
  max_attempts int, key text, priority int, flags jsonb) on commit drop`;

// Through the queue's own function, since its tables are another version's business. What was under way begins
// again, as after a worker that was killed.
async function addJobs(client) {
  await client.query(
    `select count(graphile_worker.add_job(task, payload, queue, run_at, max_attempts, key, priority,
       array(select jsonb_object_keys(flags))))
     from (select * from restored_job order by position) as restored`,
  );
}
