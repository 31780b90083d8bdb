import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { MarkRead } from "./contract";
import { countUnread } from "./reads";

/**
 * Marks the actor's own notifications as read. A line of a review stands for all that happened in it before.
 * A private matter, so it is no event.
 */
export async function markRead(actor: Actor, { ids, path }: MarkRead): Promise<{ unread: number }> {
  authorize(actor, { scope: "prompts:read" });
  if (!actor.userId) return { unread: 0 };
  const unread = { projectId: actor.projectId, userId: actor.userId, readAt: null };
  const named = ids
    ? await db.notification.findMany({ where: { ...unread, id: { in: ids } } })
    : [];
  const paths = [
    ...named.filter(({ type }) => type.startsWith("review.")).map(({ data }) => pathOf(data)),
    ...(path ? [path] : []),
  ];
  const isMeant = {
    OR: [
      ...(ids ? [{ id: { in: ids } }] : []),
      ...paths.map((equals) => ({ data: { path: ["path"], equals } })),
    ],
  };
  await db.notification.updateMany({
    where: { ...unread, ...(ids || path ? isMeant : {}) },
    data: { readAt: new Date() },
  });
  return { unread: await countUnread(actor, actor.userId) };
}

const pathOf = (data: unknown): string => String((data as { path?: unknown }).path ?? "");
