import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { UserError } from "../user-error.mjs";

// The number is arbitrary; it must only be the same in every version of Galley.
const lockKey = 7_223_001_954;

const createHistory = `create table _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

const ownFolder = join(root, "prisma/migrations");

/**
 * Applies the SQL files that the database has not had yet, each in one transaction, and keeps the same
 * history as `prisma migrate deploy`. Safe to run from several processes at once.
 * @param {{ url: string, folder?: string }} options `url` must lead to a session, not to a transaction pooler
 * @returns {Promise<string[]>} the names of the migrations applied now
 */
export async function migrate({ url, folder = ownFolder }) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    // The role that the processes use may run this too, when there is nothing to do.
    const { rowCount } = await client.query(
      "select where to_regclass('_prisma_migrations') is null",
    );
    if (rowCount === 1) await client.query(createHistory);
    const { rows } = await client.query(
      "select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const pending = findPending(readMigrations(folder), rows);
    for (const migration of pending) await applyAlone(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Until the transaction ends nobody else migrates this database. */
export async function lockMigrations(client) {
  await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
}

/** Applies migrations to an empty database inside the caller's transaction. */
export async function applyMigrations(client, migrations) {
  await client.query(createHistory);
  for (const migration of migrations) await apply(client, migration);
}

/** @returns {{ name: string, sql: string, checksum: string }[]} in the order in which they apply */
export function readMigrations(folder = ownFolder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * @param {{ name: string, sql: string, checksum: string }[]} migrations
 * @param {{ name: string, checksum: string }[]} applied
 */
export function findPending(migrations, applied) {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of migrations) {
    const appliedChecksum = checksums.get(name);
    if (appliedChecksum !== undefined && appliedChecksum !== checksum) {
      throw new UserError(
        `The migration ${name} was edited after it had been applied to this database. Put the file back as it was and make a new migration.`,
      );
    }
  }
  return migrations.filter(({ name }) => !checksums.has(name));
}

async function applyAlone(client, migration) {
  await client.query("begin");
  try {
    await apply(client, migration);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new UserError(
      `The migration ${migration.name} failed and was taken back: ${error.message}`,
    );
  }
}

async function apply(client, { name, sql, checksum }) {
  const startedAt = new Date();
  await client.query(sql);
  await client.query(
    `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     values ($1, $2, now(), $3, $4, 1)`,
    [randomUUID(), checksum, name, startedAt],
  );
}
