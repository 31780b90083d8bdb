import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecrets } from "./secrets.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "galley-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the secrets are made once, for their owner only", () => {
  const secrets = readSecrets(folder);
  expect(readSecrets(folder)).toEqual(secrets);
  expect(Buffer.from(secrets.GALLEY_AUDIT_KEY, "base64")).toHaveLength(32);
  expect(statSync(join(folder, "secrets.json")).mode & 0o077).toBe(0);
});

test("an older data folder gets the secrets that it lacks and keeps those that it has", () => {
  const old = { GALLEY_SECRET: "s", GALLEY_ENCRYPTION_KEY: "e", databasePassword: "p" };
  mkdirSync(join(folder, "postgres"));
  writeFileSync(join(folder, "secrets.json"), JSON.stringify(old));
  const secrets = readSecrets(folder);
  expect(secrets).toMatchObject(old);
  expect(Object.keys(secrets).sort()).toEqual([
    "GALLEY_AUDIT_KEY",
    "GALLEY_ENCRYPTION_KEY",
    "GALLEY_SECRET",
    "appDatabasePassword",
    "databasePassword",
  ]);
  expect(JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"))).toEqual(secrets);
});
