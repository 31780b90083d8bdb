import { migrate } from "./migrate.mjs";
import { startPostgres, stopPostgresIn } from "./postgres.mjs";
import { isInUse, removeRun, withDataFolder } from "./run-files.mjs";
import { readSecrets } from "./secrets.mjs";
import { UserError } from "./user-error.mjs";

const name = "galley";
const wrongPassword = "28P01";

/**
 * The operator's database, or the built-in one, started or adopted.
 * @param {{ dataDir: string, settings?: string[], port?: number }} options
 * @returns {Promise<{ url: string, builtIn: boolean, port: number | null, adopted: boolean, isAlive: () => boolean }>}
 */
export async function openDatabase({ dataDir, settings, port }) {
  const given = process.env.DATABASE_URL;
  if (given) {
    await checkServer(given);
    return { url: given, builtIn: false, port: null, adopted: true, isAlive: () => true };
  }
  return withDataFolder(dataDir, async () => {
    const password = readSecrets(dataDir).databasePassword;
    const server = await startPostgres({ dataDir, password, settings, port });
    await createDatabase(server.url("postgres"), dataDir);
    return { ...server, url: server.url(name), builtIn: true };
  });
}

/** Gives up this process's claim; the last one stops the built-in database. */
export function closeDatabase({ dataDir, claim }) {
  return withDataFolder(dataDir, async () => {
    removeRun(dataDir, claim);
    if (process.env.DATABASE_URL || isInUse(dataDir)) return;
    await stopPostgresIn(dataDir);
  });
}

/** The tables of Galley and those of its job queue. */
export async function migrateAll(url) {
  const applied = await migrate({ url });
  await migrateJobs(url);
  return applied;
}

/** The tables of the job queue alone. */
export async function migrateJobs(url) {
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
}

async function createDatabase(url, dataDir) {
  try {
    await withClient(url, async (client) => {
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [
        name,
      ]);
      if (rowCount === 0) await client.query(`create database ${name}`);
    });
  } catch (error) {
    if (error.code !== wrongPassword) throw error;
    throw new UserError(
      `${dataDir}/secrets.json is not the file that the database beside it was made with: its password is refused. Put that file back.`,
    );
  }
}

async function checkServer(url) {
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query(
        "select current_setting('server_version_num')::int as version",
      );
      if (rows[0].version < 150_000) {
        throw new UserError(
          `Galley needs PostgreSQL 15 or newer; the server of DATABASE_URL is ${Math.floor(rows[0].version / 10_000)}.`,
        );
      }
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The database of DATABASE_URL (${whereIs(url)}) cannot be reached: ${reasonOf(error)}`,
    );
  }
}

/** Runs `work` with a connection of its own. */
export async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Where a database is, without the password. */
export function whereIs(url) {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return "which is not a URL like postgresql://user:password@host:5432/galley";
  }
}

// Several addresses tried in turn make an error without a message of its own.
const reasonOf = (error) => error.message || error.errors?.[0]?.message || error.code || "unknown";
