import "server-only";
import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import {
  decryptSecret,
  encryptSecret,
  type SecretKey,
} from "@/lib/providers/connections/encrypt-secret";

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

function masterKey(): SecretKey {
  return { id: "k1", bytes: Buffer.from(env().GALLEY_ENCRYPTION_KEY, "base64") };
}

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
