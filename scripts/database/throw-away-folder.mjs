import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identify, isAlive } from "../start/process-identity.mjs";
import { startPostgres, stopPostgresIn } from "./postgres.mjs";

const prefix = "galley-throw-away-";

/** A temporary data folder. Those of killed owners, and their databases, are cleared away by the next one. */
export async function makeThrowAwayFolder() {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, "owner.json"), JSON.stringify(identify()));
  return folder;
}

/** A PostgreSQL for tests: fast, because it may lose everything. */
export async function startThrowAwayPostgres() {
  const dataDir = await makeThrowAwayFolder();
  const password = "throw-away";
  const server = await startPostgres({ dataDir, password, settings: throwAwaySettings });
  return {
    ...server,
    password,
    async remove() {
      await server.stop();
      server.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const throwAwaySettings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
  // Tables are small, and starting a second process for a query takes longer than the query.
  "max_parallel_workers_per_gather=0",
];

async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    try {
      if (isAlive(JSON.parse(readFileSync(join(folder, "owner.json"), "utf8")))) continue;
      await stopPostgresIn(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, or being made at this moment.
    }
  }
}
