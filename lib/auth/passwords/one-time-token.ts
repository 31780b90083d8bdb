import "server-only";
import { hashToken, makeToken } from "@/lib/auth/secret-token";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { countWrongLink, tooManyWrongLinks } from "@/lib/http/server/rate-limits";
import type { LinkIssuer } from "./password-link";

export type TokenPurpose = "set_up" | "password_reset";

const LASTS_MS = 24 * 3600 * 1000;

export type TokenState =
  | { state: "open"; expiresAt: Date; userId: string | null }
  | { state: "unknown" | "too_many" | "used" | "expired" };

/** A new link of this purpose; the token is known to its receiver only. */
export async function issueToken(
  tx: Tx,
  purpose: TokenPurpose,
  whose: (LinkIssuer & { userId: string }) | object = {},
): Promise<{ token: string; expiresAt: Date }> {
  const token = makeToken();
  const expiresAt = new Date(Date.now() + LASTS_MS);
  await tx.oneTimeToken.create({
    data: { tokenHash: hashToken(token), purpose, ...whose, expiresAt },
  });
  return { token, expiresAt };
}

export async function findToken(purpose: TokenPurpose, token: string): Promise<TokenState> {
  const row = await db.oneTimeToken.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!row || row.purpose !== purpose) return { state: await countWrongLink() };
  if (row.usedAt) return { state: "used" };
  if (row.expiresAt < new Date()) return { state: "expired" };
  return { state: "open", expiresAt: row.expiresAt, userId: row.userId };
}

/** Refuses a token that cannot be used, before anything costly is done for it. Whose it is, is returned. */
export async function requireOpenToken(
  purpose: TokenPurpose,
  token: string,
  refusal: string,
): Promise<{ userId: string | null }> {
  const link = await findToken(purpose, token);
  if (link.state === "too_many") throw tooManyWrongLinks();
  if (link.state !== "open") throw new AppError("conflict", refusal);
  return link;
}

/** Uses a token up; of two at once one gets the conflict. Whose it is and who made it, is returned. */
export async function redeemToken(
  tx: Tx,
  purpose: TokenPurpose,
  token: string,
): Promise<LinkIssuer & { userId: string | null }> {
  const tokenHash = hashToken(token);
  const { count } = await tx.oneTimeToken.updateMany({
    where: { tokenHash, purpose, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  if (count === 0) {
    throw new AppError("conflict", "This link was already used, has expired or is not valid here.");
  }
  return tx.oneTimeToken.findUniqueOrThrow({ where: { tokenHash } });
}
