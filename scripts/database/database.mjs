import { isInUse, removeRun, withDataFolder } from "../start/run-files.mjs";
import { readSecrets } from "../start/secrets.mjs";
import { UserError } from "../user-error.mjs";
import { createAppRole, grantToApp } from "./app-role.mjs";
import { migrate } from "./migrate.mjs";
import { startPostgres, stopPostgresIn } from "./postgres.mjs";

const name = "galley";
const wrongPassword = "28P01";

/**
 * The operator's database, or the built-in one, started or adopted.
 * @param {{ dataDir: string, settings?: string[], port?: number }} options
 * @returns {Promise<{ url: string, ownerUrl: string, builtIn: boolean, port: number | null, adopted: boolean, isAlive: () => boolean }>}
 *   `url`: as the role that the processes use; `ownerUrl`: as the role that owns the tables
 */
export async function openDatabase({ dataDir, settings, port }) {
  const url = process.env.DATABASE_URL;
  if (url) {
    await checkServer("DATABASE_URL", url);
    const ownerUrl = process.env.GALLEY_OWNER_DATABASE_URL || url;
    if (ownerUrl !== url) await checkServer("GALLEY_OWNER_DATABASE_URL", ownerUrl);
    return { url, ownerUrl, builtIn: false, port: null, adopted: true, isAlive: () => true };
  }
  return withDataFolder(dataDir, async () => {
    const { databasePassword: password, appDatabasePassword } = readSecrets(dataDir);
    const server = await startPostgres({ dataDir, password, settings, port });
    await createDatabase(server.url("postgres"), dataDir);
    const app = { name: "galley_app", password: appDatabasePassword };
    await withClient(server.url("postgres"), (client) => createAppRole(client, app));
    return { ...server, url: server.url(name, app), ownerUrl: server.url(name), builtIn: true };
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

/**
 * The tables of Galley and those of its job queue, made by their owner for the role of `url`.
 * @param {{ url: string, ownerUrl: string }} database
 */
export async function migrateAll({ url, ownerUrl }) {
  const applied = await migrate({ url: ownerUrl });
  await migrateJobs(ownerUrl);
  if (ownerUrl !== url) await grantAll({ url, ownerUrl });
  return applied;
}

function grantAll({ url, ownerUrl }) {
  return withClient(url, (app) =>
    withClient(ownerUrl, async (owner) => {
      const [ours, owners] = await Promise.all([app, owner].map(identifyTables));
      if (ours !== owners) {
        throw new UserError(
          `GALLEY_OWNER_DATABASE_URL (${whereIs(ownerUrl)}) and DATABASE_URL (${whereIs(url)}) lead to different databases. Give the same database in both, as two roles.`,
        );
      }
      const { rows } = await app.query("select current_user as role");
      await grantToApp(owner, rows[0].role);
    }),
  );
}

async function identifyTables(client) {
  const { rows } = await client.query(
    `select to_regclass('public.event')::oid::text as event, oid::text as database
     from pg_database where datname = current_database()`,
  );
  return `${rows[0].database} ${rows[0].event}`;
}

/** Whether the role of a URL could change the audit log: it owns the table, or is a superuser. */
export function ownsTables(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      "select pg_has_role(relowner, 'usage') as owns from pg_class where oid = 'event'::regclass",
    );
    return rows[0].owns;
  });
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

async function checkServer(variable, url) {
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query(
        "select current_setting('server_version_num')::int as version",
      );
      if (rows[0].version < 150_000) {
        throw new UserError(
          `Galley needs PostgreSQL 15 or newer; the server of ${variable} is ${Math.floor(rows[0].version / 10_000)}.`,
        );
      }
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The database of ${variable} (${whereIs(url)}) cannot be reached: ${reasonOf(error)}`,
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
