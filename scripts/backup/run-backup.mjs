import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { inRoot } from "../root.mjs";
import { readSecrets, secretsInUse } from "../start/secrets.mjs";
import { UserError } from "../user-error.mjs";
import { format } from "./backup-file.mjs";
import { readDataFiles } from "./data-files.mjs";
import { boundTo } from "./plan-secrets.mjs";
import { readPassphrase } from "./read-passphrase.mjs";
import { seal } from "./seal.mjs";
import { createProgress, megabytes } from "./show-progress.mjs";
import { jobs, writeBackup } from "./write-backup.mjs";

const usage = "Usage: npm run admin -- backup <file> [--with-secrets]";

/** @param {string[]} args what follows `backup`, or another command that takes one file */
export function parseFileArguments(args, options, usage) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length !== 1) throw new Error("Name one file");
    return { file: resolve(positionals[0]), ...values };
  } catch (error) {
    throw new UserError(`${error.message.split(". ")[0]}.\n${usage}`);
  }
}

export function parseBackup(args) {
  const values = parseFileArguments(args, { "with-secrets": { type: "boolean" } }, usage);
  return { file: values.file, withSecrets: values["with-secrets"] ?? false };
}

/**
 * Asks for what only a person knows, before anything is started.
 * @returns {Promise<string | null>} the passphrase
 */
export const preparePassphrase = ({ withSecrets }) =>
  withSecrets ? readPassphrase({ isNew: true }) : null;

export async function runBackup({ file, passphrase, database, dataDir, signal }) {
  const createdAt = new Date().toISOString();
  const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const secrets = readSecrets(dataDir);
  const sealed =
    passphrase === null
      ? null
      : await seal(
          passphrase,
          { ...secrets, ...secretsInUse(secrets) },
          boundTo({ format, createdAt }),
        );
  // Before the database, so that the files never know of an event that the backup lacks.
  const about = { galley: version, createdAt, sealed, files: readDataFiles(dataDir) };
  const progress = createProgress();
  const { summary, bytes } = await writeBackup({
    url: database.ownerUrl,
    file,
    about,
    signal,
    onProgress: (table, read) => progress.show(`${table}: ${megabytes(read)} read`),
  }).finally(progress.end);
  if (!sealed) {
    console.error(
      `The backup holds no secrets. Without ${dataDir}/secrets.json the keys of connections and webhooks in it cannot be read: keep that file too, in another place, or use --with-secrets.`,
    );
  }
  return { file, bytes, createdAt, withSecrets: sealed !== null, ...countRows(summary.rows) };
}

/** Figures that both commands answer. */
export function countRows({ [jobs.name]: jobCount, ...tables }) {
  const counts = Object.values(tables);
  return {
    tables: counts.length,
    rows: counts.reduce((sum, count) => sum + count, 0),
    jobs: jobCount,
  };
}
