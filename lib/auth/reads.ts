import "server-only";
import { idleSince } from "@/lib/auth/sessions/is-open-session";
import { db } from "@/lib/db/client";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import type { Account, SignedInDevice } from "./account-contract";
import type { AccountActor } from "./actor";

export async function getAccount(account: AccountActor): Promise<Account> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: account.userId },
    include: { accounts: { select: { provider: true } } },
  });
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    isDemo: user.isDemo,
    hasPassword: user.passwordHash !== null,
    providers: user.accounts.map(({ provider }) => provider),
    createdAt: user.createdAt.toISOString(),
  };
}

/** Open sessions, newest first. */
export async function listSessions(
  account: AccountActor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: SignedInDevice[]; nextCursor: string | null }> {
  const before = parseIdCursor(cursor);
  const now = new Date();
  const rows = await db.session.findMany({
    where: {
      userId: account.userId,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: idleSince(now) },
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const data = rows.slice(0, limit).map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    isCurrent: row.id === account.sessionId,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.id) : null };
}
