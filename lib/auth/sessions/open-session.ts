import "server-only";
import { db, type Tx } from "@/lib/db/client";

/** However much it is used. */
export const SESSION_SECONDS = 30 * 24 * 3600;

type Whose = { userId: string } | { provider: string; providerAccountId: string };

export interface OpenedSession {
  id: string;
  userId: string;
  version: number;
}

/** Opens a session for a person who has proved who they are; the cookie only names it. */
export async function openSession(
  whose: Whose,
  userAgent: string | null,
  tx: Tx = db,
): Promise<OpenedSession> {
  const user =
    "userId" in whose
      ? await tx.user.findUniqueOrThrow({ where: { id: whose.userId } })
      : (
          await tx.account.findUniqueOrThrow({
            where: { provider_providerAccountId: whose },
            include: { user: true },
          })
        ).user;
  const session = await tx.session.create({
    data: {
      userId: user.id,
      userAgent: userAgent?.slice(0, 300) ?? null,
      expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
    },
  });
  return { id: session.id, userId: user.id, version: user.sessionVersion };
}
