// Runs before each file of database tests, before anything can import the database client.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const name = `galley_${process.env.VITEST_POOL_ID}`;
const alreadyExists = "42P04";

const server = inject("databaseServer");
const client = new pg.Client({ connectionString: server });
await client.connect();
await client.query(`create database ${name} template galley_template`).catch((error) => {
  if (error.code !== alreadyExists) throw error;
});
await client.end();

// As the processes do, so that a missing grant is seen; only attacks and repairs connect as the owner.
process.env.DATABASE_URL = urlOf(inject("databaseApp"));
process.env.GALLEY_OWNER_DATABASE_URL = urlOf(server);

const dataDir = mkdtempSync(join(tmpdir(), "galley-test-data-"));
process.env.GALLEY_DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function urlOf(server) {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
