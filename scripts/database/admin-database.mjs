import { existsSync, mkdirSync } from "node:fs";
import { relative } from "node:path";
import { root } from "../root.mjs";
import { identify } from "../start/process-identity.mjs";
import { isInUse, listLiveRuns, withDataFolder, writeRun } from "../start/run-files.mjs";
import { UserError } from "../user-error.mjs";
import { closeDatabase, openDatabase } from "./database.mjs";
import { hasBuiltInDatabase } from "./postgres.mjs";

/**
 * Runs a command of the operator with the database of a data folder, beside a Galley that runs or without one.
 * @template T
 * @param {object} options
 * @param {string} options.dataDir
 * @param {boolean} [options.isAlone] nothing else may run in this data folder
 * @param {boolean} [options.isThere] the database must be there already
 * @param {(database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withAdminDatabase({ dataDir, isAlone = false, isThere = false }, work) {
  const claim = `admin-${process.pid}`;
  const isBuiltIn = !process.env.DATABASE_URL;
  if (isThere && isBuiltIn && !hasBuiltInDatabase(dataDir)) {
    throw new UserError(`There is no database in ${dataDir}. Set --data-dir or DATABASE_URL.`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await withDataFolder(dataDir, () => {
    if (isAlone) refuseBesideRunning(dataDir);
    if (isBuiltIn) refuseSecondDatabase(dataDir);
    writeRun(dataDir, claim, { supervisor: identify() });
  });
  try {
    const database = await openDatabase({ dataDir });
    console.error(sayWhich(database, dataDir));
    return await work(database);
  } finally {
    await closeDatabase({ dataDir, claim });
  }
}

/** Throws while anything else runs in a data folder. */
export function refuseBesideRunning(dataDir) {
  if (!existsSync(dataDir) || !isInUse(dataDir)) return;
  throw new UserError(
    `Galley is running in ${dataDir}. Stop it, or choose another folder with --data-dir.`,
  );
}

// Without the variable that the running Galley was given, a command would start a database of its own.
function refuseSecondDatabase(dataDir) {
  const other = listLiveRuns(dataDir).find(({ database }) => database);
  if (!other) return;
  throw new UserError(
    `The Galley that runs in ${dataDir} uses the database ${other.database}. Set DATABASE_URL to it for this command too.`,
  );
}

function sayWhich({ builtIn, url }, dataDir) {
  if (!builtIn) return `Using DATABASE_URL on host ${new URL(url).hostname}`;
  const path = relative(root, dataDir);
  return `Using the database of ${path === "" || path.startsWith("..") ? dataDir : path}`;
}
