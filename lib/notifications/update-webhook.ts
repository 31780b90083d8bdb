import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { requireWebhookUrl } from "./create-webhook";
import type { UpdateWebhook, Webhook } from "./webhook-contract";
import { findWebhook, getWebhook } from "./webhook-reads";

/** Changes, pauses or resumes. While paused nothing is sent and nothing is kept to be sent later. */
export async function updateWebhook(
  actor: Actor,
  id: string,
  { isPaused, url, types, format }: UpdateWebhook,
): Promise<Webhook> {
  authorize(actor, { scope: "admin", role: "admin" });
  const webhook = await findWebhook(actor, id);
  if (url !== undefined) requireWebhookUrl(url);
  const pausedAt = isPaused ? (webhook.pausedAt ?? new Date()) : null;
  await db.$transaction(async (tx) => {
    await tx.webhook.update({
      where: { id: webhook.id },
      data: {
        ...(url === undefined ? {} : { url }),
        ...(types === undefined ? {} : { types: [...new Set(types)] }),
        ...(format === undefined ? {} : { format }),
        ...(isPaused === undefined ? {} : { pausedAt }),
      },
    });
    await recordEvent(tx, actor, {
      type: "webhook.changed",
      subject: { type: "webhook", id: webhook.id },
      data: { host: new URL(url ?? webhook.url).host, types, format, isPaused },
    });
  });
  return getWebhook(actor, webhook.id);
}

export async function deleteWebhook(actor: Actor, id: string): Promise<null> {
  authorize(actor, { scope: "admin", role: "admin" });
  const webhook = await findWebhook(actor, id);
  await db.$transaction(async (tx) => {
    await tx.webhook.update({ where: { id: webhook.id }, data: { removedAt: new Date() } });
    await recordEvent(tx, actor, {
      type: "webhook.removed",
      subject: { type: "webhook", id: webhook.id },
      data: { host: new URL(webhook.url).host },
    });
  });
  return null;
}
