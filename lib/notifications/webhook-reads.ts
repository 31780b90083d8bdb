import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import { isUuid } from "@/lib/http/id-or-number";
import { namesOf, personOf } from "@/lib/projects/reads";
import { AnnouncementType } from "./contract";
import { type WebhookBody, webhookText } from "./webhook-body";
import { type Webhook, type WebhookDelivery, WebhookFormat } from "./webhook-contract";
import { previousUntil } from "./webhook-secret";

const admins = { scope: "admin", role: "admin" } as const;
type WebhookRow = NonNullable<Awaited<ReturnType<typeof db.webhook.findFirst>>>;
type DeliveryRow = NonNullable<Awaited<ReturnType<typeof db.webhookDelivery.findFirst>>>;

export async function findWebhook(actor: Actor, id: string): Promise<WebhookRow> {
  const row = isUuid(id)
    ? await db.webhook.findFirst({ where: { id, projectId: actor.projectId, removedAt: null } })
    : null;
  if (!row) throw notFound("This webhook");
  return row;
}

export async function listWebhooks(
  actor: Actor,
): Promise<{ data: Webhook[]; nextCursor: string | null }> {
  authorize(actor, admins);
  const rows = await db.webhook.findMany({
    where: { projectId: actor.projectId, removedAt: null },
    orderBy: { createdAt: "asc" },
  });
  return { data: await Promise.all(rows.map(describeWebhook)), nextCursor: null };
}

export async function getWebhook(actor: Actor, id: string): Promise<Webhook> {
  authorize(actor, admins);
  return describeWebhook(await findWebhook(actor, id));
}

async function describeWebhook(row: WebhookRow): Promise<Webhook> {
  const [last, names] = await Promise.all([
    db.webhookDelivery.findFirst({ where: { webhookId: row.id }, orderBy: { id: "desc" } }),
    namesOf([row.createdById]),
  ]);
  return {
    id: row.id,
    url: row.url,
    format: WebhookFormat.parse(row.format),
    types: AnnouncementType.array().parse(row.types),
    createdBy: personOf(row.createdById, names),
    createdAt: row.createdAt.toISOString(),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    previousSecretUntil: previousUntil(row)?.toISOString() ?? null,
    lastDelivery: last && toDelivery(last, row.format),
  };
}

/** Newest first. */
export async function listDeliveries(
  actor: Actor,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: WebhookDelivery[]; nextCursor: string | null }> {
  authorize(actor, admins);
  const webhook = await findWebhook(actor, id);
  const before = parseIdCursor(cursor);
  const rows = await db.webhookDelivery.findMany({
    where: { webhookId: webhook.id, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => toDelivery(row, webhook.format)),
    nextCursor: rows.length > limit && last ? cursorOf(last.id) : null,
  };
}

export function toDelivery(row: DeliveryRow, format: string): WebhookDelivery {
  const payload = row.payload as unknown as WebhookBody;
  return {
    id: row.id,
    type: row.type,
    sentence: payload.sentence,
    state: row.deliveredAt ? "delivered" : row.gaveUpAt ? "gave_up" : "pending",
    attempts: row.attempts,
    responseStatus: row.responseStatus,
    error: row.error,
    latencyMs: row.latencyMs,
    body: webhookText(payload, format, row.id),
    createdAt: row.createdAt.toISOString(),
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    gaveUpAt: row.gaveUpAt?.toISOString() ?? null,
  };
}
