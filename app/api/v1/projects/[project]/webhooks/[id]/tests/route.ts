import { route } from "@/lib/http/route";
import { testWebhookRoute } from "@/lib/notifications/contract";
import { testWebhook } from "@/lib/notifications/send-again";

export const POST = route(testWebhookRoute, (actor, { params }) => testWebhook(actor, params.id));
