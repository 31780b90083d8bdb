import { db } from "@/lib/db/client";

const LASTS_MS = 30 * 24 * 3600 * 1000;

type Whose = { userId: string } | { provider: string; providerAccountId: string };

/** Opens a session for a person who has proved who they are; the cookie only names it. */
export async function openSession(whose: Whose, userAgent: string | null) {
  const user =
    "userId" in whose
      ? await db.user.findUniqueOrThrow({ where: { id: whose.userId } })
      : (
          await db.account.findUniqueOrThrow({
            where: { provider_providerAccountId: whose },
            include: { user: true },
          })
        ).user;
  const session = await db.session.create({
    data: {
      userId: user.id,
      userAgent: userAgent?.slice(0, 300) ?? null,
      expiresAt: new Date(Date.now() + LASTS_MS),
    },
  });
  return { id: session.id, userId: user.id, version: user.sessionVersion };
}
