import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env, isSecure } from "@/lib/env";

/** Names a browser that has signed in to an account; it gives no right but to be counted apart from strangers. */
export const DEVICE_DAYS = 180;

export function deviceCookieName(): string {
  return isSecure() ? "__Host-galley.device" : "galley.device";
}

/** A new device of the account with this e-mail: `<id>.<HMAC of account and id>`. */
export function makeDevice(email: string): string {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${sign(email, id)}`;
}

/** The device's id, or null when the cookie was not made here for this account. */
export function parseDevice(cookie: string | undefined, email: string): string | null {
  const [, id = "", signature = ""] = /^([\w-]{22})\.([\w-]{43})$/.exec(cookie ?? "") ?? [];
  const right = Buffer.from(sign(email, id));
  const actual = Buffer.from(signature);
  return right.length === actual.length && timingSafeEqual(right, actual) ? id : null;
}

function sign(email: string, id: string): string {
  return createHmac("sha256", env().GALLEY_SECRET)
    .update(`device\n${email}\n${id}`)
    .digest("base64url");
}
