import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { cursorOf, readIdCursor } from "@/lib/http/cursor";
import { announcementSentence } from "./announcement-sentence";
import {
  AnnouncementData,
  type ListNotifications,
  type NotificationList,
  NotificationType,
} from "./contract";

/** The actor's own inbox, newest first. */
export async function listNotifications(
  actor: Actor,
  { limit = 30, cursor, unread }: Partial<ListNotifications> = {},
): Promise<NotificationList> {
  authorize(actor, { scope: "prompts:read" });
  const before = readIdCursor(cursor);
  if (!actor.userId) return { data: [], nextCursor: null, unread: 0 };
  const own = { projectId: actor.projectId, userId: actor.userId };
  const [rows, waiting] = await Promise.all([
    db.notification.findMany({
      where: {
        ...own,
        ...(unread === "true" ? { readAt: null } : {}),
        ...(before ? { id: { lt: before } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    db.notification.count({ where: { ...own, readAt: null } }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const data = page.map((row) => {
    const type = NotificationType.parse(row.type);
    const facts = AnnouncementData.parse(row.data);
    const by = String((row.data as { by?: unknown }).by ?? "Somebody");
    return {
      id: row.id,
      type,
      at: row.at.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
      by,
      sentence: announcementSentence(type, by, facts),
      data: facts,
    };
  });
  return {
    data,
    nextCursor: rows.length > limit && last ? cursorOf(last.id) : null,
    unread: waiting,
  };
}
