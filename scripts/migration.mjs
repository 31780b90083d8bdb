// npm run migration -- create <name>   writes prisma/migrations/<time>_<name>/migration.sql from the schema
// npm run migration -- check           fails when the schema and the migrations disagree
import "./start/check-node.mjs";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filters, listMigrations, openEngine, readSchema } from "./database/migration-engine.mjs";
import { startThrowAwayPostgres } from "./database/throw-away-folder.mjs";
import { inRoot } from "./root.mjs";
import { failWith, UserError } from "./user-error.mjs";

const usage = "Usage: npm run migration -- create <name> | check";
const emptyScript = "-- This is an empty migration.";

/** The SQL that leads from the migrations to the schema, or null when they agree. */
export async function diffSchema() {
  const server = await startThrowAwayPostgres();
  try {
    const { port, password } = server;
    const engine = await openEngine({
      host: "127.0.0.1",
      port,
      user: "galley",
      password,
      database: "postgres",
    });
    const files = readSchema().map(([path, content]) => ({ path, content }));
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...listMigrations() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters,
    });
    return stdout === null || stdout.trim() === emptyScript ? null : stdout;
  } finally {
    await server.remove();
  }
}

async function main([command, name]) {
  if (command === "create") {
    if (!/^[a-z0-9_]+$/.test(name ?? "")) {
      throw new UserError(`${usage}. The name may hold a-z, 0-9 and _.`);
    }
    const sql = await diffSchema();
    if (sql === null)
      return console.log("Nothing to do: the migrations lead to this schema already.");
    const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = inRoot("prisma/migrations", `${time}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "migration.sql"), sql);
    return console.log(`Written: prisma/migrations/${time}_${name}/migration.sql`);
  }
  if (command === "check") {
    const sql = await diffSchema();
    if (sql === null) return console.log("The migrations lead to exactly this schema.");
    throw new UserError(`The migrations do not lead to the schema. Missing:\n\n${sql}`);
  }
  throw new UserError(usage);
}

if (process.argv[1] === inRoot("scripts/migration.mjs"))
  main(process.argv.slice(2)).catch(failWith);
