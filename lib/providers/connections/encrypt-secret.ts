import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A 256-bit key and the id under which what it sealed can be found again. */
export type SecretKey = { id: string; bytes: Uint8Array };

const CIPHER = "aes-256-gcm";
const FORMAT = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a fresh 96-bit IV. `boundTo` (for example "connections|<project>|<name>|apiKey")
 * is authenticated, so a sealed value copied to another row does not open there.
 * @returns `v1.<keyId>.<iv>.<ciphertext + tag>`, base64url parts
 */
export function encryptSecret(plain: string, key: SecretKey, boundTo: string): string {
  requireKey(key);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, iv);
  cipher.setAAD(associatedData(key.id, boundTo));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, key.id, iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Throws when the value was changed, moved to another row, or sealed with a key that is not given. */
export function decryptSecret(
  encrypted: string,
  keys: readonly SecretKey[],
  boundTo: string,
): string {
  const [format, keyId, ivText, sealedText, ...rest] = encrypted.split(".");
  if (format !== FORMAT || !keyId || !ivText || !sealedText || rest.length > 0) {
    throw new Error("This is not a secret that was sealed here.");
  }
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`The key ${keyId} that sealed this secret is not at hand.`);
  requireKey(key);
  const sealed = Buffer.from(sealedText, "base64url");
  const iv = Buffer.from(ivText, "base64url");
  if (iv.length !== IV_BYTES || sealed.length < TAG_BYTES) {
    throw new Error("This sealed secret is cut short.");
  }
  const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(key.id, boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const body = sealed.subarray(0, sealed.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  } catch {
    throw new Error("This secret does not open: it was changed, or belongs to another row.");
  }
}

/** What may be shown of a key; nothing of one so short that four letters would give it away. */
export function lastFour(secret: string): string | null {
  return secret.length >= 12 ? secret.slice(-4) : null;
}

function associatedData(keyId: string, boundTo: string): Buffer {
  return Buffer.from(`${FORMAT}|${keyId}|${boundTo}`, "utf8");
}

function requireKey(key: SecretKey): void {
  if (key.bytes.length !== 32) throw new Error("A secret key has 32 bytes.");
  if (!/^[A-Za-z0-9_-]+$/.test(key.id)) {
    throw new Error("A key id has letters, digits, _ and - only.");
  }
}
