import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { identify } from "../start/process-identity.mjs";
import { writeRun } from "../start/run-files.mjs";
import { refuseBesideRunning, withAdminDatabase } from "./admin-database.mjs";

let dataDir = "";
beforeEach(() => {
  vi.stubEnv("DATABASE_URL", undefined);
  dataDir = mkdtempSync(join(tmpdir(), "galley-admin-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

const neverRuns = () => {
  throw new Error("The command ran.");
};

test("beside a Galley that uses another database no second one is started", async () => {
  writeRun(dataDir, "3000", { supervisor: identify(), database: "db.example:5432/galley" });
  await expect(withAdminDatabase({ dataDir }, neverRuns)).rejects.toThrow(
    /uses the database db\.example:5432\/galley\. Set DATABASE_URL/,
  );
  expect(readdirSync(dataDir)).toEqual(["run-3000.json"]);
});

test("nothing is restored beside a Galley that runs", async () => {
  writeRun(dataDir, "3000", { supervisor: identify() });
  expect(() => refuseBesideRunning(dataDir)).toThrow(`Galley is running in ${dataDir}`);
  await expect(withAdminDatabase({ dataDir, isAlone: true }, neverRuns)).rejects.toThrow(
    "Galley is running",
  );
});

test("a Galley that was killed is not one that runs", () => {
  writeRun(dataDir, "3000", { supervisor: { pid: process.pid, startedAt: "0" } });
  expect(() => refuseBesideRunning(dataDir)).not.toThrow();
  expect(() => refuseBesideRunning(join(dataDir, "none"))).not.toThrow();
});

test("a folder without a database is not backed up as an empty one", async () => {
  await expect(withAdminDatabase({ dataDir, isThere: true }, neverRuns)).rejects.toThrow(
    `There is no database in ${dataDir}`,
  );
  expect(readdirSync(dataDir)).toEqual([]);
});
