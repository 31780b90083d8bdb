import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { addJob } from "@/lib/jobs/add-job";
import { announcementSentence } from "./announcement-sentence";
import type { AnnouncementData, AnnouncementType } from "./contract";
import { webhookBody } from "./webhook-body";

export interface Announcement {
  type: AnnouncementType;
  data: AnnouncementData;
  /** User ids whose inbox gets it; every member without. Whoever did it never hears of it. */
  to?: readonly (string | null)[];
}

/**
 * Tells people and webhooks of a change, in the transaction of the change itself: rolled back, nobody heard.
 * Only members get a notification. Call it before `recordEvent`, which holds the chain's lock.
 */
export async function announce(
  tx: Tx,
  actor: Actor,
  { type, data, to }: Announcement,
): Promise<void> {
  const sentence = announcementSentence(type, actor.name, data);
  const members = await tx.member.findMany({
    where: {
      projectId: actor.projectId,
      userId: {
        ...(to ? { in: to.filter((id) => id !== null) } : {}),
        ...(actor.userId ? { not: actor.userId } : {}),
      },
    },
    select: { userId: true },
  });
  await tx.notification.createMany({
    data: members.map(({ userId }) => ({
      projectId: actor.projectId,
      userId,
      type,
      data: json({ by: actor.name, ...data }),
    })),
  });
  const webhooks = await tx.webhook.findMany({
    where: {
      projectId: actor.projectId,
      removedAt: null,
      pausedAt: null,
      types: { has: type },
    },
    select: { id: true },
  });
  for (const { id: webhookId } of webhooks) {
    const payload = webhookBody(actor, { type, sentence, data });
    const { id } = await tx.webhookDelivery.create({
      data: { webhookId, type, payload: json(payload) },
    });
    await addJob(tx, "deliver-webhook", { deliveryId: id }, { jobKey: `deliver-webhook:${id}` });
  }
}
