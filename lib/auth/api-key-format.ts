import "server-only";
import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { makeToken } from "./secret-token";

const PREFIX = "galley_live";

/** A new key: `galley_live_<8 hex id>_<secret><8 hex checksum>`; the checksum lets scanners and typos be told. */
export function makeApiKey(): { key: string; publicId: string; secret: string } {
  const publicId = randomBytes(4).toString("hex");
  const secret = makeToken();
  return { key: `${PREFIX}_${publicId}_${secret}${checksum(publicId, secret)}`, publicId, secret };
}

/** The parts of a key, or null when it cannot be one. */
export function parseApiKey(key: string): { publicId: string; secret: string } | null {
  const match = /^galley_live_([0-9a-f]{8})_([\w-]{43})([0-9a-f]{8})$/.exec(key);
  const [, publicId, secret, sum] = match ?? [];
  if (!publicId || !secret || sum !== checksum(publicId, secret)) return null;
  return { publicId, secret };
}

function checksum(publicId: string, secret: string): string {
  return crc32Hex(`${publicId}_${secret}`);
}

function crc32Hex(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
