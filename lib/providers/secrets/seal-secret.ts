import "server-only";
import { db } from "@/lib/db/client";
import { decryptSecret, encryptSecret } from "@/lib/providers/secrets/encrypt-secret";
import { masterKey } from "@/lib/providers/secrets/master-key";

/** Bound to its row: copied to another secret it does not open there. */
const boundTo = (secretId: string) => `endpoint_secret|${secretId}|value`;

export const sealEndpointSecret = (secretId: string, value: string): string =>
  encryptSecret(value, masterKey(), boundTo(secretId));

/** The value in the clear, for a call to `url`: null when there is none of this name for that server. */
export async function openEndpointSecret(
  projectId: string,
  name: string,
  url: string,
): Promise<string | null> {
  const row = await db.endpointSecret.findUnique({
    where: { projectId_name: { projectId, name } },
  });
  if (!row || row.origin !== new URL(url).origin) return null;
  return decryptSecret(row.encryptedValue, [masterKey()], boundTo(row.id));
}
