import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { MarkRead } from "./contract";

/** Marks the actor's own notifications as read. A private matter, so it is no event. */
export async function markRead(actor: Actor, { ids }: MarkRead): Promise<{ unread: number }> {
  authorize(actor, { scope: "prompts:read" });
  if (!actor.userId) return { unread: 0 };
  const own = { projectId: actor.projectId, userId: actor.userId, readAt: null };
  await db.notification.updateMany({
    where: { ...own, ...(ids ? { id: { in: ids } } : {}) },
    data: { readAt: new Date() },
  });
  return { unread: await db.notification.count({ where: own }) };
}
