import { route } from "@/lib/http/route";
import { testWebhook } from "@/lib/notifications/send-again";
import { testWebhookRoute } from "@/lib/notifications/webhook-contract";

export const POST = route(testWebhookRoute, (actor, { params }) => testWebhook(actor, params.id));
