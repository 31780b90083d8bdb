import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import { isUuid } from "@/lib/http/id-or-number";
import { addJob } from "@/lib/jobs/add-job";
import { deliverWebhook } from "./deliver-webhook";
import { webhookBody } from "./webhook-body";
import type { WebhookDelivery } from "./webhook-contract";
import { findWebhook, toDelivery } from "./webhook-reads";

const admins = { scope: "admin", role: "admin" } as const;
/** Sends a test at once and answers what came back. It is tried once. */
export async function testWebhook(actor: Actor, id: string): Promise<WebhookDelivery> {
  authorize(actor, admins);
  const webhook = await findWebhook(actor, id);
  if (webhook.pausedAt) throw new AppError("conflict", "The webhook is paused. Resume it first.");
  const sentence = `${actor.name} tests this webhook. Nothing has happened.`;
  const payload = webhookBody(actor, { type: "webhook.test", sentence, data: null });
  const delivery = await db.webhookDelivery.create({
    data: { webhookId: webhook.id, type: "webhook.test", payload: json(payload) },
  });
  await deliverWebhook({ deliveryId: delivery.id });
  const tried = await db.webhookDelivery.findUniqueOrThrow({ where: { id: delivery.id } });
  return toDelivery(tried, webhook.format);
}

/** The same body once more, as a delivery of its own with its own tries. */
export async function redeliver(
  actor: Actor,
  { id, delivery: deliveryId }: { id: string; delivery: string },
): Promise<WebhookDelivery> {
  authorize(actor, admins);
  const webhook = await findWebhook(actor, id);
  const original = isUuid(deliveryId)
    ? await db.webhookDelivery.findFirst({ where: { id: deliveryId, webhookId: webhook.id } })
    : null;
  if (!original) throw notFound("This delivery");
  if (webhook.pausedAt) throw new AppError("conflict", "The webhook is paused. Resume it first.");
  const again = await db.$transaction(async (tx) => {
    const created = await tx.webhookDelivery.create({
      data: {
        webhookId: webhook.id,
        type: original.type,
        payload: json(original.payload as object),
      },
    });
    await addJob(tx, "deliver-webhook", { deliveryId: created.id });
    await recordEvent(tx, actor, {
      type: "webhook.redelivered",
      subject: { type: "webhook", id: webhook.id },
      data: { delivery: original.id, announced: original.type },
    });
    return created;
  });
  return toDelivery(again, webhook.format);
}
