import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../user-error.mjs";

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
  const created = Object.fromEntries(missing.map(([name, make]) => [name, make()]));
  const secrets = { ...stored, ...created };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** The secrets of a data folder, or null when it has none. */
export function findSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Gives a data folder without secrets those of another one. */
export function writeSecrets(dataDir, secrets) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "secrets.json");
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
}

/** Those that the processes are told, where what the operator has set wins. */
export function secretsInUse(secrets, environment = process.env) {
  return Object.fromEntries(
    Object.entries(secrets)
      .filter(([name]) => name.startsWith("GALLEY_"))
      .map(([name, value]) => [name, environment[name] ?? value]),
  );
}
