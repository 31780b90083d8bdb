import "server-only";
import { createHash } from "node:crypto";

/**
 * What a connection is, as one hash: another address or another key is another connection. The key counts as
 * it is sealed, so that nothing about it can be read from the hash.
 */
export function connectionDefinition(row: {
  kind: string;
  baseUrl: string | null;
  encryptedKey: string | null;
}): string {
  const text = [row.kind, row.baseUrl ?? "", row.encryptedKey ?? ""].join("\n");
  return createHash("sha256").update(text).digest("hex");
}
