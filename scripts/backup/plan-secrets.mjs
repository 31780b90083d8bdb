import { findWrongSecrets } from "../start/check-secrets.mjs";
import { findSecrets, secretsInUse } from "../start/secrets.mjs";
import { UserError } from "../user-error.mjs";
import { readPassphrase } from "./read-passphrase.mjs";
import { unseal } from "./seal.mjs";

/** What the sealed secrets of a backup belong to. */
export const boundTo = ({ format, createdAt }) => `galley-backup ${format} ${createdAt}`;

/**
 * Decides, before anything is written, with which secrets a restored database will be used.
 * @param {{ manifest: object, dataDir: string, newSecrets: boolean, environment?: Record<string, string | undefined> }} options
 * @returns {Promise<object | null>} what to write as `secrets.json`; null when it stays as it is
 */
export async function planSecrets({ manifest, dataDir, newSecrets, environment = process.env }) {
  if (newSecrets) return null;
  const present = findSecrets(dataDir);
  if (!manifest.sealed) {
    requireThoseOf(manifest, { ...environment, ...secretsInUse(present ?? {}, environment) });
    return null;
  }
  const passphrase = await readPassphrase({ isNew: false });
  const secrets = await unseal(passphrase, manifest.sealed, boundTo(manifest));
  for (const [name, value] of Object.entries(secretsInUse(secrets, {}))) {
    const here = environment[name] ?? present?.[name];
    if (here === undefined || here === value) continue;
    const place = environment[name] === undefined ? `in ${dataDir}/secrets.json` : "that is set";
    throw new UserError(
      `The ${name} ${place} is not the one in the backup. Take it away, so that the one in the backup is used, or restore with --new-secrets.`,
    );
  }
  return present ? null : secrets;
}

function requireThoseOf({ fingerprints }, secrets) {
  const wrong = findWrongSecrets(fingerprints, secrets);
  if (wrong.length === 0) return;
  throw new UserError(
    `The backup holds no secrets, and ${wrong.join(", ")} of this Galley ${wrong.length > 1 ? "are" : "is"} not what it was made with. Put the secrets.json of the Galley that was backed up into the data folder first. Without it, use --new-secrets: the keys of connections and webhooks must be entered again then, and everybody signs in again.`,
  );
}
