import "server-only";
import { db } from "@/lib/db/client";

const SEEN_EVERY_MS = 60_000;

export async function noteSeen(session: {
  id: string;
  userId: string;
  lastSeenAt: Date;
}): Promise<void> {
  const now = new Date();
  if (now.getTime() - session.lastSeenAt.getTime() < SEEN_EVERY_MS) return;
  await db.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
  await db.user.updateMany({ where: { id: session.userId }, data: { lastSeenAt: now } });
}
