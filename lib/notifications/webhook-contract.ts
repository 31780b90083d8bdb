import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { ANNOUNCEMENT_TYPES, AnnouncementType } from "./contract";

const base = "/api/v1/projects/{project}";
/** What a webhook is told unless it says otherwise: not of the audit log, every few minutes. */
const USUAL_TYPES = ANNOUNCEMENT_TYPES.filter((type) => type !== "audit.checkpoint");
export const WebhookFormat = z.enum(["json", "slack"]);
export type WebhookFormat = z.infer<typeof WebhookFormat>;

const WebhookUrl = z
  .url({ protocol: /^https?$/, error: "Give an address that begins with https:// or http://." })
  .max(2000, "At most 2,000 characters.");
const WebhookTypes = z
  .array(AnnouncementType)
  .min(1, "Choose at least one event.")
  .max(ANNOUNCEMENT_TYPES.length);

export const WebhookDelivery = z
  .object({
    id: z.string(),
    /** `webhook.test` for a test. */
    type: z.string(),
    sentence: z.string(),
    state: z.enum(["pending", "delivered", "gave_up"]),
    attempts: z.int(),
    responseStatus: z.int().nullable(),
    error: z.string().nullable(),
    latencyMs: z.int().nullable(),
    /** What is sent, as text. The signature is over the time of a try and these characters. */
    body: z.string(),
    createdAt: Timestamp,
    /** When it is sent again, after a try that failed. */
    nextTryAt: Timestamp.nullable(),
    deliveredAt: Timestamp.nullable(),
    gaveUpAt: Timestamp.nullable(),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const Webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    format: WebhookFormat,
    types: z.array(AnnouncementType),
    createdBy: Person,
    createdAt: Timestamp,
    pausedAt: Timestamp.nullable(),
    /** Until then both secrets sign, so that a receiver can change over without a gap. */
    previousSecretUntil: Timestamp.nullable(),
    lastDelivery: WebhookDelivery.nullable(),
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof Webhook>;

export const CreateWebhook = z
  .strictObject({
    url: WebhookUrl,
    types: WebhookTypes.default([...USUAL_TYPES]),
    format: WebhookFormat.default("json"),
  })
  .meta({ id: "CreateWebhook" });
export type CreateWebhook = z.infer<typeof CreateWebhook>;

export const UpdateWebhook = z
  .strictObject({
    url: WebhookUrl.optional(),
    types: WebhookTypes.optional(),
    format: WebhookFormat.optional(),
    isPaused: z.boolean().optional(),
  })
  .meta({ id: "UpdateWebhook" });
export type UpdateWebhook = z.infer<typeof UpdateWebhook>;

/** The secret is shown in this answer only. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() }).meta({
  id: "WebhookWithSecret",
});
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

const admins = { scope: "admin", role: "admin" } as const;
export const WebhookParams = ProjectParams.extend({ id: z.string().min(1).max(60) });
export const DeliveryParams = WebhookParams.extend({ delivery: z.string().min(1).max(60) });

export const listWebhooksRoute = defineRoute({
  method: "GET",
  path: `${base}/webhooks`,
  summary: "The project's webhooks, oldest first",
  access: admins,
  params: ProjectParams,
  response: listOf(Webhook),
});

export const createWebhookRoute = defineRoute({
  method: "POST",
  path: `${base}/webhooks`,
  summary:
    "Tell an address of reviews, releases, alerts and the audit log; the signing secret is shown once",
  access: admins,
  params: ProjectParams,
  body: CreateWebhook,
  status: 201,
  response: WebhookWithSecret,
  hasSecret: true,
});

export const editWebhookRoute = defineRoute({
  method: "PATCH",
  path: `${base}/webhooks/{id}`,
  summary: "Change, pause or resume a webhook",
  access: admins,
  params: WebhookParams,
  body: UpdateWebhook,
  response: Webhook,
});

export const removeWebhookRoute = defineRoute({
  method: "DELETE",
  path: `${base}/webhooks/{id}`,
  summary: "Remove a webhook; pending deliveries are dropped",
  access: admins,
  params: WebhookParams,
  status: 204,
});

export const rotateSecretRoute = defineRoute({
  method: "POST",
  path: `${base}/webhooks/{id}/secrets`,
  summary: "Create a new signing secret; the old one signs beside it for 24 hours",
  access: admins,
  params: WebhookParams,
  status: 201,
  response: WebhookWithSecret,
  hasSecret: true,
});

export const testWebhookRoute = defineRoute({
  method: "POST",
  path: `${base}/webhooks/{id}/tests`,
  summary: "Send a test now and say what came back",
  access: admins,
  params: WebhookParams,
  status: 201,
  response: WebhookDelivery,
});

export const listDeliveriesRoute = defineRoute({
  method: "GET",
  path: `${base}/webhooks/{id}/deliveries`,
  summary: "What was sent, newest first",
  access: admins,
  params: WebhookParams,
  query: Page,
  response: listOf(WebhookDelivery),
});

export const redeliverRoute = defineRoute({
  method: "POST",
  path: `${base}/webhooks/{id}/deliveries/{delivery}/redeliveries`,
  summary: "Send the same again, as a delivery of its own",
  access: admins,
  params: DeliveryParams,
  status: 201,
  response: WebhookDelivery,
});
