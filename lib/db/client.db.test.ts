import { expect, test } from "vitest";
import { pool } from "./client";

/** What Node warns of while something is done. */
async function warningsOf(work: () => Promise<unknown>): Promise<string[]> {
  const messages: string[] = [];
  const listen = (warning: Error) => void messages.push(warning.message);
  process.on("warning", listen);
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  return messages;
}

test("several questions at once over one connection are asked one after the other", async () => {
  const client = await pool.connect();
  let answers: number[] = [];
  const warnings = await warningsOf(async () => {
    const queries = [1, 2, 3].map((n) => client.query<{ n: number }>("select $1::int as n", [n]));
    answers = (await Promise.all(queries)).map(({ rows }) => rows[0]?.n ?? 0);
  });
  client.release();
  expect([answers, warnings]).toEqual([[1, 2, 3], []]);
});

test("a question that fails does not keep the next one waiting", async () => {
  const client = await pool.connect();
  const both = await Promise.allSettled([
    client.query("select no_such_column"),
    client.query("select 1 as one"),
  ]);
  client.release();
  expect(both.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});
