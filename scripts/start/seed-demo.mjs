import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../root.mjs";
import { runCommand } from "./run-command.mjs";
import { hashSources, writeStamp } from "./stamp.mjs";

/**
 * Makes the demo project once per database: somebody who deletes it does not get it back at the next start.
 * Seeding itself may be repeated, so one that was cut short is simply run again.
 */
export async function seedDemo({ dataDir, bundles, env, steps, signal }) {
  const file = inRoot(bundles, "seed.js");
  if (!existsSync(file)) return;
  const key = await keyOf(env.DATABASE_URL);
  if (readMarks(dataDir).includes(key)) return;
  await steps.step("Demo project", () =>
    runCommand(process.execPath, [file], {
      env: { ...env, GALLEY_ROLE: "admin" },
      signal,
      title: "The demo project",
      onLine: (line) => {
        if (line.trim() !== "" && !line.startsWith("{")) steps.print(`      ${line}`);
      },
    }),
  );
  writeMark(dataDir, key);
}

/** Has a database count as one that got its demo project, such as a restored one. */
export async function markDemo({ dataDir, url }) {
  writeMark(dataDir, await keyOf(url));
}

const markerIn = (dataDir) => join(dataDir, "demo.json");

function readMarks(dataDir) {
  const marker = markerIn(dataDir);
  return existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")) : [];
}

function writeMark(dataDir, key) {
  writeStamp(markerIn(dataDir), JSON.stringify([...readMarks(dataDir), key]));
}

async function keyOf(url) {
  return `${await identifyDatabase(url)} ${hashSources(["prisma/seed"])}`;
}

// A database that was dropped and made again has another oid.
async function identifyDatabase(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select oid::text || ' ' || datname as id from pg_database where datname = current_database()",
  );
  await client.end();
  return createHash("sha256").update(rows[0].id).digest("hex").slice(0, 16);
}
