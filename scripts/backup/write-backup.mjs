import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { withClient } from "../database/database.mjs";
import { UserError } from "../user-error.mjs";
import { endOfRows, format, jsonLine, writeBackupFile } from "./backup-file.mjs";
import { listMigrations, listSequences, listTables, prepareSession } from "./session.mjs";

const quote = pg.escapeIdentifier;

/** The section of the jobs that wait or are under way, as `graphile_worker.add_job` takes them. */
export const jobs = {
  name: "graphile_worker.jobs",
  columns: ["task", "payload", "queue", "run_at", "max_attempts", "key", "priority", "flags"],
};

const selectJobs = `select tasks.identifier, jobs.payload, queues.queue_name, jobs.run_at, jobs.max_attempts,
    jobs.key, jobs.priority, jobs.flags
  from graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  left join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id
  where jobs.attempts < jobs.max_attempts or jobs.locked_at is not null
  order by jobs.id`;

/**
 * Writes all that a database of Galley holds at one moment, while others go on to use it.
 * @param {object} options
 * @param {string} options.url
 * @param {string} options.file
 * @param {object} options.about what the manifest says beside the tables
 * @param {(table: string, bytes: number) => void} [options.onProgress] `bytes`: of all tables until now
 * @param {AbortSignal} [options.signal]
 */
export function writeBackup({ url, file, about, onProgress = () => {}, signal }) {
  return withClient(url, async (client) => {
    await prepareSession(client);
    await client.query("begin isolation level repeatable read read only");
    const manifest = { format, ...about, ...(await describeDatabase(client)) };
    const summary = { rows: {}, sequences: [] };
    const text = readDatabase({ client, url, manifest, summary, onProgress });
    const bytes = await writeBackupFile({ file, text, signal });
    return { manifest, summary, bytes };
  });
}

async function describeDatabase(client) {
  const { rows } = await client.query(
    "select to_regclass('_prisma_migrations') is null as missing",
  );
  if (rows[0].missing) throw new UserError("There is no Galley in this database.");
  return {
    migrations: await listMigrations(client),
    tables: await listTables(client),
    partitions: await listPartitions(client),
    fingerprints: await listFingerprints(client),
  };
}

async function listPartitions(client) {
  const { rows } = await client.query(
    `select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
       join pg_namespace n on n.oid = c.relnamespace
     where c.relispartition and c.relkind = 'r' and n.nspname = 'partitions'
       and p.relnamespace = current_schema()::regnamespace
     order by p.relname, c.relname`,
  );
  return rows;
}

async function listFingerprints(client) {
  const { rows } = await client.query("select to_regclass('secret_fingerprint') as name");
  // Written by a Galley that had none yet.
  if (rows[0].name === null) return [];
  const fingerprints = await client.query(
    "select name, fingerprint from secret_fingerprint order by name",
  );
  return fingerprints.rows;
}

async function* readDatabase({ client, url, manifest, summary, onProgress }) {
  yield jsonLine(manifest);
  let bytes = 0;
  async function* readTable(table, select) {
    yield jsonLine({ table: table.name, columns: table.columns });
    const rows = client.query(copyTo(`copy (${select}) to stdout`));
    for await (const chunk of rows) {
      bytes += chunk.length;
      onProgress(table.name, bytes);
      yield chunk;
    }
    summary.rows[table.name] = rows.rowCount;
    yield endOfRows;
  }
  yield* readTable(jobs, selectJobs);
  // Partitioned tables come last, since nobody can make or drop a partition of one that is being read.
  for (const table of manifest.tables) {
    const columns = table.columns.map(quote).join(", ");
    yield* readTable(table, `select ${columns} from ${quote(table.name)}`);
  }
  // A sequence has no snapshot: read after the rows, it is never behind them.
  for (const name of await listSequences(client)) {
    const { rows } = await client.query(`select last_value, is_called from ${quote(name)}`);
    summary.sequences.push({ name, value: rows[0].last_value, isCalled: rows[0].is_called });
  }
  await client.query("commit");
  await requireSameMigrations(url, manifest.migrations);
  yield jsonLine(summary);
}

// A table that a migration rewrites looks empty to a transaction that began before.
async function requireSameMigrations(url, migrations) {
  const now = await withClient(url, listMigrations);
  if (JSON.stringify(now) === JSON.stringify(migrations)) return;
  throw new UserError("The database was migrated during the backup. Run it again.");
}
