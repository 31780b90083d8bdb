import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { migrateAll } from "../database/database.mjs";
import { hasBuiltInDatabase, removeBuiltInDatabase } from "../database/postgres.mjs";
import { acceptSecrets, checkSecrets } from "../start/check-secrets.mjs";
import { isInUse, withDataFolder } from "../start/run-files.mjs";
import { readSecrets, secretsInUse, writeSecrets } from "../start/secrets.mjs";
import { markDemo } from "../start/seed-demo.mjs";
import { checkBackupFile } from "./backup-file.mjs";
import { requireNoOtherFiles, writeDataFiles } from "./data-files.mjs";
import { loadBackup, readManifest } from "./load-backup.mjs";
import { planSecrets } from "./plan-secrets.mjs";
import { countRows, parseFileArguments } from "./run-backup.mjs";
import { createProgress } from "./show-progress.mjs";

const usage = "Usage: npm run admin -- restore <file> [--new-secrets]";

export function parseRestore(args) {
  const values = parseFileArguments(args, { "new-secrets": { type: "boolean" } }, usage);
  return { file: values.file, newSecrets: values["new-secrets"] ?? false };
}

/** Reads all of the backup and what is in the data folder; throws before anything is written. */
export async function planRestore({ file, newSecrets, dataDir, steps }) {
  await steps.step("Checking the backup", () => checkBackupFile(file));
  const manifest = await readManifest(file);
  requireNoOtherFiles(dataDir, manifest.files);
  return {
    file,
    newSecrets,
    manifest,
    secrets: await planSecrets({ manifest, dataDir, newSecrets }),
  };
}

/**
 * Runs `work`, which restores; when it fails, takes away what was made for it in the data folder.
 * @template T
 * @param {{ dataDir: string, secrets: object | null }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inFreshFolder({ dataDir, secrets }, work) {
  const isNew = !hasBuiltInDatabase(dataDir);
  const hadSecrets = existsSync(join(dataDir, "secrets.json"));
  if (secrets) writeSecrets(dataDir, secrets);
  try {
    return await work();
  } catch (error) {
    await withDataFolder(dataDir, async () => {
      if (isInUse(dataDir)) return;
      if (isNew) await removeBuiltInDatabase(dataDir);
      if (!hadSecrets) rmSync(join(dataDir, "secrets.json"), { force: true });
    });
    throw error;
  }
}

/** @param {{ plan: Awaited<ReturnType<typeof planRestore>>, database: { url: string, ownerUrl: string }, dataDir: string, verifyAudit: () => Promise<object | null>, signal?: AbortSignal }} options */
export async function runRestore({ plan, database, dataDir, verifyAudit, signal }) {
  const { file, manifest, newSecrets } = plan;
  const { ownerUrl: url } = database;
  const progress = createProgress();
  const { rows, skipped } = await loadBackup({
    url,
    file,
    signal,
    onProgress: (table, fraction) => progress.show(`${table}: ${Math.floor(fraction * 100)} %`),
  }).finally(progress.end);
  for (const table of skipped) console.error(`${table} is not a table of Galley and was left out.`);
  writeDataFiles(dataDir, manifest.files);
  await markDemo({ dataDir, url });
  const migrated = await migrateAll(database);
  const secrets = secretsInUse(readSecrets(dataDir));
  if (newSecrets) await acceptSecrets({ url, secrets });
  await checkSecrets({ url, secrets });
  const audit = await verifyAudit();
  return { file, createdAt: manifest.createdAt, ...countRows(rows), migrated, skipped, audit };
}
