import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits in base64url: session-less links (set-up, invitation, reset) and API key secrets. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A fast hash is right here: the token holds 256 random bits, so there is nothing to guess. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function equalHashes(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")];
  return left.length === right.length && timingSafeEqual(left, right);
}
