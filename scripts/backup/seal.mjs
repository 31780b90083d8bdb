import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { UserError } from "../user-error.mjs";

const cipher = "aes-256-gcm";
// 128 MB and about half a second for each try. The cost is part of the format and not of the file, so that
// a file cannot ask for more.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };

/**
 * @param {string} passphrase
 * @param {object} secrets
 * @param {string} boundTo what the box belongs to: it does not open beside anything else
 * @returns {Promise<{ salt: string, iv: string, tag: string, data: string }>}
 */
export async function seal(passphrase, secrets, boundTo) {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const encryption = createCipheriv(cipher, await deriveKey(passphrase, salt), iv);
  encryption.setAAD(Buffer.from(boundTo));
  const data = Buffer.concat([encryption.update(JSON.stringify(secrets)), encryption.final()]);
  const parts = { salt, iv, tag: encryption.getAuthTag(), data };
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, bytes.toString("base64")]),
  );
}

/** The secrets in a sealed box; a wrong passphrase is a `UserError`. */
export async function unseal(passphrase, box, boundTo) {
  const [salt, iv, tag, data] = [box.salt, box.iv, box.tag, box.data].map((text) =>
    Buffer.from(text, "base64"),
  );
  const decryption = createDecipheriv(cipher, await deriveKey(passphrase, salt), iv, {
    authTagLength: 16,
  });
  try {
    decryption.setAAD(Buffer.from(boundTo));
    decryption.setAuthTag(tag);
    return JSON.parse(Buffer.concat([decryption.update(data), decryption.final()]).toString());
  } catch {
    throw new UserError("This is not the passphrase of the backup. Nothing was restored.");
  }
}

const deriveKey = (passphrase, salt) =>
  promisify(scrypt)(passphrase.normalize("NFKC"), salt, 32, cost);
