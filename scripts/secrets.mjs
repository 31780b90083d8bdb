import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./user-error.mjs";

/**
 * The secrets of this data folder, made at first start.
 * @param {string} dataDir
 * @returns {{ GALLEY_SECRET: string, GALLEY_ENCRYPTION_KEY: string, databasePassword: string }}
 */
export function readSecrets(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (existsSync(join(dataDir, "postgres"))) {
    throw new UserError(
      `${file} is missing. It holds the password and the keys of the database beside it: put it back.`,
    );
  }
  const secrets = {
    GALLEY_SECRET: randomBytes(48).toString("base64url"),
    GALLEY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    databasePassword: randomBytes(24).toString("hex"),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
