import { route } from "@/lib/http/route";
import { rotateWebhookSecret } from "@/lib/notifications/rotate-webhook-secret";
import { rotateSecretRoute } from "@/lib/notifications/webhook-contract";

export const POST = route(rotateSecretRoute, (actor, { params }) =>
  rotateWebhookSecret(actor, params.id),
);
