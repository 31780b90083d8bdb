import "server-only";
import { createHmac } from "node:crypto";

/**
 * `t=<unix seconds>,v1=<hex>`: HMAC-SHA-256 over `<t>.<body>`. One `v1` per secret, so that during a rotation
 * the old and the new one both fit. Receivers refuse an old `t` against replays.
 */
export function signatureHeader(body: string, secrets: readonly string[], at = new Date()): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signatures = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"),
  );
  return [`t=${timestamp}`, ...signatures.map((signature) => `v1=${signature}`)].join(",");
}
