import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";
import { runCommand } from "./run-command.mjs";
import { hashSources, writeStamp } from "./stamp.mjs";

/**
 * Makes the demo project once per database: somebody who deletes it does not get it back at the next start.
 * Seeding itself may be repeated, so one that was cut short is simply run again.
 */
export async function seedDemo({ dataDir, bundles, env, steps, signal }) {
  const file = inRoot(bundles, "seed.js");
  if (!existsSync(file)) return;
  const marker = join(dataDir, "demo.json");
  const seeds = hashSources(["prisma/seed"]);
  const key = `${await identifyDatabase(env.DATABASE_URL)} ${seeds}`;
  if (readMarks(marker).includes(key)) return;
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
  writeStamp(marker, JSON.stringify([...readMarks(marker), key]));
}

function readMarks(marker) {
  return existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")) : [];
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
