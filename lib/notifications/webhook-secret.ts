import "server-only";
import { randomBytes } from "node:crypto";
import { decryptSecret, encryptSecret } from "@/lib/providers/secrets/encrypt-secret";
import { masterKey } from "@/lib/providers/secrets/master-key";

const OVERLAP_MS = 24 * 3_600_000;

interface SecretRow {
  id: string;
  encryptedSecret: string;
  previousSecret: string | null;
  rotatedAt: Date | null;
}

export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64url")}`;
}

/** Bound to its row: copied to another webhook it does not open there. */
const boundTo = (webhookId: string) => `webhook|${webhookId}|secret`;

export function sealWebhookSecret(webhookId: string, secret: string): string {
  return encryptSecret(secret, masterKey(), boundTo(webhookId));
}

/** The secrets that sign now: the new one first, the one before it while the rotation lasts. */
export function openSecrets(row: SecretRow): string[] {
  const sealed = [row.encryptedSecret];
  if (row.previousSecret && previousUntil(row)) sealed.push(row.previousSecret);
  return sealed.map((secret) => decryptSecret(secret, [masterKey()], boundTo(row.id)));
}

/** Until when the secret before the last rotation still signs; null when it does not. */
export function previousUntil({
  previousSecret,
  rotatedAt,
}: Pick<SecretRow, "previousSecret" | "rotatedAt">): Date | null {
  if (!previousSecret || !rotatedAt) return null;
  const until = new Date(rotatedAt.getTime() + OVERLAP_MS);
  return until > new Date() ? until : null;
}
