// Runs before each file of database tests, before anything can import the database client.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const name = `galley_${process.env.VITEST_POOL_ID}`;

const server = inject("databaseServer");
await forgetProcess();
const client = new pg.Client({ connectionString: server });
await client.connect();
// Each file has a database to itself: what one leaves behind must not decide about another.
await client.query(`drop database if exists ${name} with (force)`);
await client.query(`create database ${name} template galley_template`);
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

/**
 * The files of one worker share their modules. What a process of Galley remembers stands in the global object
 * under names of its own, and a file begins without it: connections, environment, limits, caches. Only the
 * threads stay, which know nothing of a database.
 */
async function forgetProcess() {
  const { galleyCompute: _, ...shared } = Object.fromEntries(
    Object.entries(globalThis).filter(([name]) => name.startsWith("galley")),
  );
  for (const name of Object.keys(shared)) delete globalThis[name];
  const { galleyDatabase, galleyReleaseListener } = shared;
  const closed = Promise.all([
    galleyReleaseListener?.stop(),
    galleyDatabase?.pool.end(),
    galleyDatabase?.probe.end(),
  ]);
  // Whoever still has a connection loses it with its database.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000))]);
}
