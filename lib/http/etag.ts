import "server-only";
import { createHash } from "node:crypto";

/** The ETag of a body, the same for the same bytes. */
export function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
}

/**
 * Whether a conditional header (`If-Match`, `If-None-Match`) names this ETag: it holds a list or `*`, and
 * proxies that compress make a tag weak.
 */
export function namesEtag(header: string, etag: string): boolean {
  if (header.trim() === "*") return true;
  return header.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
