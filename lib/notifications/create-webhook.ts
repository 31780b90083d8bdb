import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { urlGuard } from "@/lib/providers/connections/find-connection";
import { requireAllowedUrl } from "@/lib/providers/guard/ssrf-guard";
import { isProviderError } from "@/lib/providers/provider-error";
import type { CreateWebhook, WebhookWithSecret } from "./webhook-contract";
import { getWebhook } from "./webhook-reads";
import { makeWebhookSecret, sealWebhookSecret } from "./webhook-secret";

const MOST = 20;

/** Makes a webhook; the answer is the only time that its signing secret is seen. */
export async function createWebhook(
  actor: Actor,
  { url, types, format }: CreateWebhook,
): Promise<WebhookWithSecret> {
  authorize(actor, { scope: "admin", role: "admin" });
  requireWebhookUrl(url);
  const id = randomUUID();
  const secret = makeWebhookSecret();
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from project where id = ${actor.projectId}::uuid for update`;
    const { projectId } = actor;
    if ((await tx.webhook.count({ where: { projectId, removedAt: null } })) >= MOST) {
      throw new AppError("conflict", `A project has at most ${MOST} webhooks.`);
    }
    await tx.webhook.create({
      data: {
        id,
        projectId,
        url,
        types: [...new Set(types)],
        format,
        encryptedSecret: sealWebhookSecret(id, secret),
        createdById: actor.userId,
      },
    });
    await recordEvent(tx, actor, {
      type: "webhook.created",
      subject: { type: "webhook", id },
      data: { host: new URL(url).host, types, format },
    });
  });
  return { ...(await getWebhook(actor, id)), secret };
}

/** Refuses an address that may not be called, as bad input. */
export function requireWebhookUrl(url: string): void {
  try {
    requireAllowedUrl(url, urlGuard());
  } catch (error) {
    if (!isProviderError(error)) throw error;
    throw invalid("url", error.message);
  }
}
