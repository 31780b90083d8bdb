import "server-only";
import { request } from "undici";
import { db } from "@/lib/db/client";
import { addJob } from "@/lib/jobs/add-job";
import { urlGuard } from "@/lib/providers/connections/find-connection";
import { guardedAgent, requireAllowedUrl } from "@/lib/providers/guard/ssrf-guard";
import { retryDelaySeconds } from "./retry-delay";
import { signatureHeader } from "./sign-delivery";
import { tellAdmins } from "./tell-admins";
import { type WebhookBody, webhookText } from "./webhook-body";
import { openSecrets } from "./webhook-secret";

const TIME_LIMIT_MS = 10_000;

const findDelivery = (id: string) =>
  db.webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
type Delivery = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

interface Answer {
  status: number | null;
  error?: string;
}

/** One try. What went wrong is kept beside the delivery; the next try waits longer, up to about a day. */
export async function deliverWebhook({ deliveryId }: { deliveryId: string }): Promise<void> {
  const delivery = await findDelivery(deliveryId);
  if (!delivery || delivery.deliveredAt || delivery.gaveUpAt) return;
  const { webhook } = delivery;
  if (webhook.removedAt || webhook.pausedAt) {
    const error = "The webhook was paused or removed before this was sent.";
    await db.webhookDelivery.update({
      where: { id: deliveryId },
      data: { gaveUpAt: new Date(), nextTryAt: null, error },
    });
    return;
  }
  const startedAt = performance.now();
  const answer = await send(delivery);
  await keepAnswer(delivery, answer, Math.round(performance.now() - startedAt));
}

async function keepAnswer(delivery: Delivery, answer: Answer, latencyMs: number): Promise<void> {
  const { id: deliveryId } = delivery;
  const attempts = delivery.attempts + 1;
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
  const isTest = delivery.type === "webhook.test";
  const delay = isDelivered || isTest ? null : retryDelaySeconds(attempts);
  const nextTryAt = delay === null ? null : new Date(Date.now() + delay * 1000);
  // The next try first: a worker that is killed here sends twice, and never forgets to.
  if (nextTryAt) await addJob(db, "deliver-webhook", { deliveryId }, { runAt: nextTryAt });
  const error = isDelivered ? null : (answer.error ?? `The receiver answered ${answer.status}.`);
  const hasGivenUp = !isDelivered && nextTryAt === null;
  await db.webhookDelivery.update({
    where: { id: deliveryId },
    data: {
      attempts,
      latencyMs,
      responseStatus: answer.status,
      error,
      nextTryAt,
      deliveredAt: isDelivered ? new Date() : null,
      gaveUpAt: hasGivenUp ? new Date() : null,
    },
  });
  if (hasGivenUp && !isTest) await tellAdmins(delivery, error ?? "");
}

async function send({ id, type, payload, webhook }: Delivery): Promise<Answer> {
  try {
    const text = webhookText(payload as unknown as WebhookBody, webhook.format, id);
    const url = requireAllowedUrl(webhook.url, urlGuard());
    // Redirects are not followed: where they lead was not what an admin has agreed to.
    const response = await request(url, {
      dispatcher: guardedAgent(urlGuard()),
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "galley",
        "galley-delivery": id,
        "galley-event": type,
        "galley-signature": signatureHeader(text, openSecrets(webhook)),
      },
      body: text,
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    await response.body.dump({ limit: 64_000 });
    const { statusCode: status } = response;
    if (status < 300 || status >= 400) return { status };
    return {
      status,
      error: `The receiver answered ${status}. Redirects are not followed: enter the address that it leads to.`,
    };
  } catch (error) {
    return { status: null, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "The receiver could not be reached.";
  if (error.name === "TimeoutError") return "The receiver did not answer within 10 seconds.";
  const { message, cause } = error;
  const [first] = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const inner = cause instanceof Error ? cause : first instanceof Error ? first : null;
  return (message || inner?.message || error.name).slice(0, 300);
}
