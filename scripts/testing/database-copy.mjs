// Runs before each file of database tests, before anything can import the database client.
import pg from "pg";
import { inject } from "vitest";

const name = `galley_${process.env.VITEST_POOL_ID}`;
const alreadyExists = "42P04";

const server = inject("databaseServer");
const client = new pg.Client({ connectionString: server });
await client.connect();
await client.query(`create database ${name} template galley_template`).catch((error) => {
  if (error.code !== alreadyExists) throw error;
});
await client.end();

const url = new URL(server);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
