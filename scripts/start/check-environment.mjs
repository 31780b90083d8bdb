import { UserError } from "../user-error.mjs";

const keyBytes = 32;
const secretLength = 32;
const mostWorkers = 16;

/**
 * Refuses what an operator has set and nothing could start with, before anything is built or started.
 * @param {Record<string, string | undefined>} environment
 */
export function checkEnvironment(environment) {
  for (const name of ["DATABASE_URL", "GALLEY_OWNER_DATABASE_URL"]) {
    checkDatabase(name, environment[name]);
  }
  for (const name of ["GALLEY_ENCRYPTION_KEY", "GALLEY_AUDIT_KEY"]) {
    checkKey(name, environment[name]);
  }
  countWorkers(environment);
  const { GALLEY_OWNER_DATABASE_URL, DATABASE_URL, GALLEY_SECRET } = environment;
  if (GALLEY_OWNER_DATABASE_URL && !DATABASE_URL) {
    throw new UserError(
      "GALLEY_OWNER_DATABASE_URL needs DATABASE_URL beside it: the same database, as the role that Galley runs as.",
    );
  }
  if (GALLEY_SECRET !== undefined && GALLEY_SECRET.length < secretLength) {
    throw new UserError(`GALLEY_SECRET needs at least ${secretLength} characters.`);
  }
}

/**
 * How many worker processes are wanted.
 * @param {Record<string, string | undefined>} environment
 */
export function countWorkers({ GALLEY_WORKERS = "1" }) {
  const workers = Number(GALLEY_WORKERS);
  if (Number.isInteger(workers) && workers >= 1 && workers <= mostWorkers) return workers;
  throw new UserError(`GALLEY_WORKERS must be a whole number from 1 to ${mostWorkers}.`);
}

function checkDatabase(name, url) {
  if (!url || /^postgres(ql)?:\/\//i.test(url)) return;
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0];
  throw new UserError(
    `${name} must begin with postgresql://${scheme ? `, not ${scheme}://: Galley runs on PostgreSQL only` : ""}.`,
  );
}

function checkKey(name, key) {
  if (key === undefined || isKey(key)) return;
  throw new UserError(
    `${name} must be ${keyBytes} bytes in base64, as \`openssl rand -base64 ${keyBytes}\` prints them.`,
  );
}

const isKey = (text) =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, "base64").length === keyBytes;
