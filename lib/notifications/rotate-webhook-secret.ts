import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { WebhookWithSecret } from "./webhook-contract";
import { findWebhook, getWebhook } from "./webhook-reads";
import { makeWebhookSecret, sealWebhookSecret } from "./webhook-secret";

/** A new signing secret, shown once; the one before it signs beside it for a day. */
export async function rotateWebhookSecret(actor: Actor, id: string): Promise<WebhookWithSecret> {
  authorize(actor, { scope: "admin", role: "admin" });
  const webhook = await findWebhook(actor, id);
  const secret = makeWebhookSecret();
  await db.$transaction(async (tx) => {
    await tx.webhook.update({
      where: { id: webhook.id },
      data: {
        previousSecret: webhook.encryptedSecret,
        encryptedSecret: sealWebhookSecret(webhook.id, secret),
        rotatedAt: new Date(),
      },
    });
    await recordEvent(tx, actor, {
      type: "webhook.secret_rotated",
      subject: { type: "webhook", id: webhook.id },
      data: { host: new URL(webhook.url).host },
    });
  });
  return { ...(await getWebhook(actor, webhook.id)), secret };
}
