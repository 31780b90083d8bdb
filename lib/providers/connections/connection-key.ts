import "server-only";
import { decryptSecret, encryptSecret } from "@/lib/providers/secrets/encrypt-secret";
import { masterKey } from "@/lib/providers/secrets/master-key";

/** Bound to its row: a sealed key that is copied to another connection does not open there. */
function boundTo(connectionId: string): string {
  return `connection|${connectionId}|encryptedKey`;
}

export function sealConnectionKey(connectionId: string, apiKey: string): string {
  return encryptSecret(apiKey, masterKey(), boundTo(connectionId));
}

/** The provider's key in the clear: for calls only, never for an answer, a log line or an event. */
export function openConnectionKey(row: { id: string; encryptedKey: string | null }): string | null {
  if (row.encryptedKey === null) return null;
  return decryptSecret(row.encryptedKey, [masterKey()], boundTo(row.id));
}
