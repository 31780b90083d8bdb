import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { identify, isAlive } from "./process-identity.mjs";
import { withLock } from "./with-lock.mjs";

const folder = mkdtempSync(join(tmpdir(), "galley-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("two who want the same lock work one after the other", async () => {
  const order = [];
  const work = (name) => async () => {
    order.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} out`);
  };
  const file = join(folder, "one");
  await Promise.all([withLock(file, work("a")), withLock(file, work("b"))]);
  expect(order.slice(0, 2).map((entry) => entry[0])).toSatisfy(([x, y]) => x === y);
  expect(order).toHaveLength(4);
});

test("the lock of a process that has died is void", async () => {
  const file = join(folder, "stale");
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "long ago" }));
  expect(await withLock(file, () => "mine")).toBe("mine");
});

test("work that fails gives the lock back", async () => {
  const file = join(folder, "failing");
  const failing = withLock(file, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await withLock(file, () => "next")).toBe("next");
});

test("a process id that belongs to another process by now is not the process that was meant", () => {
  expect(isAlive(identify())).toBe(true);
  expect(isAlive({ pid: process.pid, startedAt: "1" })).toBe(false);
  expect(isAlive(null)).toBe(false);
});
