// Runs before each file of database tests, before anything can import the database client.
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const name = `galley_${process.env.VITEST_POOL_ID}`;

const server = inject("databaseServer");
// The files of one worker share their modules, and with them the connections to the database before this one.
const { galleyDatabase } = globalThis;
delete globalThis.galleyDatabase;
const closed = Promise.all([galleyDatabase?.pool.end(), galleyDatabase?.probe.end()]);
// Whoever still has a connection loses it with its database.
await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000))]);
const client = new pg.Client({ connectionString: server });
await client.connect();
// Each file has a database to itself: what one leaves behind must not decide about another.
await client.query(`drop database if exists ${name} with (force)`);
await client.query(`create database ${name} template galley_template`);
await client.end();

// As the processes do, so that a missing grant is seen; only attacks and repairs connect as the owner.
process.env.DATABASE_URL = urlOf(inject("databaseApp"));
process.env.GALLEY_OWNER_DATABASE_URL = urlOf(server);

// The environment is read once by the modules that the files share, so the folder keeps its name.
const dataDir = join(tmpdir(), `galley-test-data-${process.pid}`);
mkdirSync(dataDir, { mode: 0o700 });
process.env.GALLEY_DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function urlOf(server) {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
