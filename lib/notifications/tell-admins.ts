import "server-only";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { AnnouncementData } from "./contract";

interface GivenUp {
  payload: unknown;
  webhook: { projectId: string; url: string };
}

/** A chat or a service that is told nothing any more is found out by those who can put it right. */
export async function tellAdmins({ payload, webhook }: GivenUp, reason: string): Promise<void> {
  const about = AnnouncementData.safeParse((payload as { data?: unknown }).data);
  if (!about.success) return;
  const { projectId } = webhook;
  const admins = await db.member.findMany({
    where: { projectId, role: "admin" },
    select: { userId: true },
  });
  const data = json({
    ...about.data,
    by: new URL(webhook.url).host,
    path: "settings/webhooks",
    text: reason,
  });
  await db.notification.createMany({
    data: admins.map(({ userId }) => ({ projectId, userId, type: "webhook.gave_up", data })),
  });
}
