// Vitest's global setup for database tests: one throw-away PostgreSQL with a migrated template, of which each
// worker takes a copy.
import pg from "pg";
import { createAppRole } from "../database/app-role.mjs";
import { migrateAll } from "../database/database.mjs";
import { startThrowAwayPostgres } from "../database/throw-away-folder.mjs";

const template = "galley_template";
const app = { name: "galley_app", password: "throw-away" };

export default async function setUp(project) {
  const server = await startThrowAwayPostgres();
  try {
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.query(`create database ${template}`);
    await createAppRole(client, app);
    await client.end();
    await migrateAll({ url: server.url(template, app), ownerUrl: server.url(template) });
    project.provide("databaseServer", server.url("postgres"));
    project.provide("databaseApp", server.url("postgres", app));
  } catch (error) {
    await server.remove();
    throw error;
  }
  return () => server.remove();
}
