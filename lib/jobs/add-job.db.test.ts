import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addJob } from "./add-job";

async function isWaiting(id: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    select 1 from graphile_worker.jobs where id = ${id}::bigint`;
  return rows.length === 1;
}

test("a job exists once the transaction that added it is committed", async () => {
  const id = await db.$transaction((tx) => addJob(tx, "delete-expired", {}));
  expect(await isWaiting(id)).toBe(true);
});

test("a transaction that is taken back leaves no job", async () => {
  let id = "";
  const first = db.$transaction(async (tx) => {
    id = await addJob(tx, "delete-expired", {});
    throw new Error("taken back");
  });
  await expect(first).rejects.toThrow("taken back");
  expect(id).not.toBe("");
  expect(await isWaiting(id)).toBe(false);
});

test("a waiting job is replaced by another one under the same key", async () => {
  const options = { jobKey: "nightly", runAt: new Date(Date.now() + 60_000) };
  const first = await db.$transaction((tx) => addJob(tx, "delete-expired", {}, options));
  const second = await db.$transaction((tx) => addJob(tx, "delete-expired", {}, options));
  expect(second).toBe(first);
});
