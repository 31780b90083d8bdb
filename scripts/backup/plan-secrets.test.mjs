import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fingerprintOf } from "../start/check-secrets.mjs";
import { boundTo, planSecrets } from "./plan-secrets.mjs";
import { seal } from "./seal.mjs";

const passphrase = "correct horse battery staple";
const secrets = { GALLEY_ENCRYPTION_KEY: "key", databasePassword: "p" };
const fingerprints = [{ name: "GALLEY_ENCRYPTION_KEY", fingerprint: fingerprintOf("key") }];
const open = { format: 1, createdAt: "2026-11-29T12:00:00.000Z", fingerprints, sealed: null };

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "galley-plan-"));
});
afterEach(() => {
  delete process.env.GALLEY_BACKUP_PASSPHRASE;
  rmSync(dataDir, { recursive: true, force: true });
});

const store = (stored) => writeFileSync(join(dataDir, "secrets.json"), JSON.stringify(stored));
const plan = (manifest, environment = {}, newSecrets = false) =>
  planSecrets({ manifest, dataDir, newSecrets, environment });

// Slow on purpose, and slower beside other tests.
vi.setConfig({ testTimeout: 180_000 });
let box = null;
beforeAll(async () => {
  box = await seal(passphrase, secrets, boundTo(open));
}, 180_000);

function sealed() {
  process.env.GALLEY_BACKUP_PASSPHRASE = passphrase;
  return { ...open, sealed: box };
}

test("an empty folder gets the secrets of the backup, and nobody else sees the passphrase", async () => {
  expect(await plan(sealed())).toEqual(secrets);
  expect(process.env.GALLEY_BACKUP_PASSPHRASE).toBeUndefined();
});

test("a folder with the same secrets keeps its own file", async () => {
  store({ ...secrets, databasePassword: "another" });
  expect(await plan(sealed())).toBeNull();
});

test("a folder with other secrets, or another key in the environment, is refused", async () => {
  await expect(plan(sealed(), { GALLEY_ENCRYPTION_KEY: "other" })).rejects.toThrow(
    "The GALLEY_ENCRYPTION_KEY that is set is not the one in the backup",
  );
  store({ GALLEY_ENCRYPTION_KEY: "other" });
  await expect(plan(sealed())).rejects.toThrow("secrets.json is not the one in the backup");
});

test("a backup without secrets needs them from elsewhere", async () => {
  await expect(plan(open)).rejects.toThrow("The backup holds no secrets");
  expect(await plan(open, { GALLEY_ENCRYPTION_KEY: "key" })).toBeNull();
  store(secrets);
  expect(await plan(open)).toBeNull();
  await expect(plan(open, { GALLEY_ENCRYPTION_KEY: "other" })).rejects.toThrow("--new-secrets");
});

test("who gives the old secrets up needs neither them nor the passphrase", async () => {
  expect(await plan(open, {}, true)).toBeNull();
  const backup = sealed();
  delete process.env.GALLEY_BACKUP_PASSPHRASE;
  expect(await plan(backup, {}, true)).toBeNull();
});
