import { route } from "@/lib/http/route";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { createWebhookRoute, listWebhooksRoute } from "@/lib/notifications/webhook-contract";
import { listWebhooks } from "@/lib/notifications/webhook-reads";

export const GET = route(listWebhooksRoute, (actor) => listWebhooks(actor));

export const POST = route(createWebhookRoute, (actor, { body }) => createWebhook(actor, body));
