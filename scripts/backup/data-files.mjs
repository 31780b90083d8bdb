import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../user-error.mjs";

// What a data folder holds that a database cannot be trusted with.
const names = ["audit-checkpoints.jsonl"];

/** @returns {Record<string, string>} the files of a data folder that belong to a backup */
export function readDataFiles(dataDir) {
  return Object.fromEntries(
    names
      .filter((name) => existsSync(join(dataDir, name)))
      .map((name) => [name, readFileSync(join(dataDir, name), "utf8")]),
  );
}

/** Throws when the folder has others than the backup. */
export function requireNoOtherFiles(dataDir, files) {
  const present = readDataFiles(dataDir);
  for (const [name, text] of Object.entries(present)) {
    if (text === files[name]) continue;
    throw new UserError(
      `${join(dataDir, name)} is not the one in the backup. It is evidence: move it to another place, then restore.`,
    );
  }
}

export function writeDataFiles(dataDir, files) {
  for (const name of names.filter((name) => files[name] !== undefined)) {
    writeFileSync(join(dataDir, name), files[name], { mode: 0o600 });
  }
}
