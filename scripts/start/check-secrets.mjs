import { createHmac } from "node:crypto";
import { withClient } from "../database/database.mjs";
import { UserError } from "../user-error.mjs";

/** Tells two secrets apart without telling what they are. */
export function fingerprintOf(secret) {
  return createHmac("sha256", secret).update("galley secret fingerprint").digest("hex");
}

/**
 * Throws when a database was used with other secrets before: what they sealed and signed could not be read.
 * @param {{ url: string, secrets: Record<string, string> }} options
 */
export function checkSecrets({ url, secrets }) {
  return withClient(url, async (client) => {
    await client.query(
      `insert into secret_fingerprint (name, fingerprint)
       select * from unnest($1::text[], $2::text[]) on conflict (name) do nothing`,
      fingerprintsOf(secrets),
    );
    const { rows } = await client.query(
      "select name, fingerprint from secret_fingerprint where name = any($1)",
      [Object.keys(secrets)],
    );
    const wrong = findWrongSecrets(rows, secrets);
    if (wrong.length === 0) return;
    throw new UserError(
      `${wrong.join(" and ")} ${wrong.length > 1 ? "are" : "is"} not what this database was used with before. Start with the secrets.json, or the variables, of that time. If you replaced them on purpose: npm run admin -- accept-secrets`,
    );
  });
}

/** The names of those secrets that are others than a database remembers. */
export function findWrongSecrets(fingerprints, secrets) {
  return fingerprints
    .filter(({ name, fingerprint }) => fingerprintOf(secrets[name] ?? "") !== fingerprint)
    .map(({ name }) => name)
    .sort();
}

/** Has a database remember these secrets from now on. */
export function acceptSecrets({ url, secrets }) {
  return withClient(url, async (client) => {
    await client.query(
      `insert into secret_fingerprint (name, fingerprint)
       select * from unnest($1::text[], $2::text[])
       on conflict (name) do update set fingerprint = excluded.fingerprint, created_at = now()`,
      fingerprintsOf(secrets),
    );
  });
}

const fingerprintsOf = (secrets) => [
  Object.keys(secrets),
  Object.values(secrets).map(fingerprintOf),
];
