import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import { announcementSentence } from "./announcement-sentence";
import {
  AnnouncementData,
  type ListNotifications,
  type NotificationList,
  NotificationType,
} from "./contract";

const isOwn = (actor: Actor, userId: string) =>
  Prisma.sql`m.project_id = ${actor.projectId}::uuid and m.user_id = ${userId}::uuid`;

/** A review has one line, that of what happened last in it. */
const isNewestOfItsReview = Prisma.sql`not (m.type like 'review.%' and exists (
  select 1 from notification n where n.project_id = m.project_id and n.user_id = m.user_id
    and n.type like 'review.%' and n.data ->> 'number' = m.data ->> 'number' and n.id > m.id))`;

/** Lines that are unread, so a review counts once. */
export async function countUnread(actor: Actor, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from notification m
    where ${isOwn(actor, userId)} and m.read_at is null and ${isNewestOfItsReview}`;
  return row?.n ?? 0;
}

/** The actor's own inbox, newest first. */
export async function listNotifications(
  actor: Actor,
  { limit = 30, cursor, unread }: Partial<ListNotifications> = {},
): Promise<NotificationList> {
  authorize(actor, { scope: "prompts:read" });
  const before = parseIdCursor(cursor);
  if (!actor.userId) return { data: [], nextCursor: null, unread: 0 };
  const unreadOnly = unread === "true" ? Prisma.sql`and m.read_at is null` : Prisma.empty;
  const [ids, waiting] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      select m.id from notification m where ${isOwn(actor, actor.userId)} and ${isNewestOfItsReview}
        ${unreadOnly} ${before ? Prisma.sql`and m.id < ${before}::uuid` : Prisma.empty}
      order by m.id desc limit ${limit + 1}`,
    countUnread(actor, actor.userId),
  ]);
  const rows = await db.notification.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: { id: "desc" },
  });
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
