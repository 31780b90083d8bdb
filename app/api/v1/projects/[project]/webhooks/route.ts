import { route } from "@/lib/http/route";
import { createWebhookRoute, listWebhooksRoute } from "@/lib/notifications/contract";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { listWebhooks } from "@/lib/notifications/webhook-reads";

export const GET = route(listWebhooksRoute, (actor) => listWebhooks(actor));

export const POST = route(createWebhookRoute, (actor, { body }) => createWebhook(actor, body));
