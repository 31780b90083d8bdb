import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./user-error.mjs";

const makers = {
  GALLEY_SECRET: () => randomBytes(48).toString("base64url"),
  GALLEY_ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
  GALLEY_AUDIT_KEY: () => randomBytes(32).toString("base64"),
  databasePassword: () => randomBytes(24).toString("hex"),
  appDatabasePassword: () => randomBytes(24).toString("hex"),
};

/**
 * The secrets of this data folder, made at first start. One that a newer version needs is added.
 * @param {string} dataDir
 * @returns {{ GALLEY_SECRET: string, GALLEY_ENCRYPTION_KEY: string, GALLEY_AUDIT_KEY: string, databasePassword: string, appDatabasePassword: string }}
 *   `databasePassword`: of the built-in database's owner; `appDatabasePassword`: of the role that the processes use
 */
export function readSecrets(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return complete(file, JSON.parse(readFileSync(file, "utf8")));
  if (existsSync(join(dataDir, "postgres"))) {
    throw new UserError(
      `${file} is missing. It holds the password and the keys of the database beside it: put it back.`,
    );
  }
  return complete(file, {});
}

function complete(file, stored) {
  const missing = Object.entries(makers).filter(([name]) => stored[name] === undefined);
  if (missing.length === 0) return stored;
  const made = Object.fromEntries(missing.map(([name, make]) => [name, make()]));
  const secrets = { ...stored, ...made };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
