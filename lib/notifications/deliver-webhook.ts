import { request } from "undici";
import { db } from "@/lib/db/client";
import { addJob } from "@/lib/jobs/add-job";
import { urlGuard } from "@/lib/providers/find-connection";
import { guardedAgent, requireAllowedUrl } from "@/lib/providers/ssrf-guard";
import { retryDelaySeconds } from "./retry-delay";
import { signatureHeader } from "./sign-delivery";
import { type WebhookBody, webhookText } from "./webhook-body";
import { openSecrets } from "./webhook-secret";

const TIME_LIMIT_MS = 10_000;

/** One try. What went wrong is kept beside the delivery; the next try waits longer, up to about a day. */
export async function deliverWebhook({ deliveryId }: { deliveryId: string }): Promise<void> {
  const delivery = await db.webhookDelivery.findUnique({
    where: { id: deliveryId },
    include: { webhook: true },
  });
  if (!delivery || delivery.deliveredAt || delivery.gaveUpAt) return;
  const { webhook } = delivery;
  if (webhook.removedAt || webhook.pausedAt) {
    await db.webhookDelivery.update({
      where: { id: deliveryId },
      data: {
        gaveUpAt: new Date(),
        error: "The webhook was paused or removed before this was sent.",
      },
    });
    return;
  }
  const text = webhookText(delivery.payload as unknown as WebhookBody, webhook.format, deliveryId);
  const attempts = delivery.attempts + 1;
  const startedAt = performance.now();
  const answer = await send(webhook.url, text, {
    "galley-delivery": deliveryId,
    "galley-event": delivery.type,
    "galley-signature": signatureHeader(text, openSecrets(webhook)),
  });
  const latencyMs = Math.round(performance.now() - startedAt);
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
  const isTest = delivery.type === "webhook.test";
  const delay = isDelivered || isTest ? null : retryDelaySeconds(attempts);
  await db.webhookDelivery.update({
    where: { id: deliveryId },
    data: {
      attempts,
      latencyMs,
      responseStatus: answer.status,
      error: isDelivered ? null : (answer.error ?? `The receiver answered ${answer.status}.`),
      deliveredAt: isDelivered ? new Date() : null,
      gaveUpAt: isDelivered || delay !== null ? null : new Date(),
    },
  });
  if (delay !== null) {
    const runAt = new Date(Date.now() + delay * 1000);
    await addJob(db, "deliver-webhook", { deliveryId }, { runAt });
  }
}

async function send(
  address: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number | null; error?: string }> {
  try {
    const url = requireAllowedUrl(address, urlGuard());
    const response = await request(url, {
      dispatcher: guardedAgent(urlGuard()),
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "galley", ...headers },
      body,
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    await response.body.dump({ limit: 64_000 });
    return { status: response.statusCode };
  } catch (error) {
    return { status: null, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "The receiver could not be reached.";
  if (error.name === "TimeoutError") return "The receiver did not answer within 10 seconds.";
  const { message, cause } = error;
  return (message || (cause instanceof Error && cause.message) || error.name).slice(0, 300);
}
