import { route } from "@/lib/http/route";
import { rotateSecretRoute } from "@/lib/notifications/contract";
import { rotateWebhookSecret } from "@/lib/notifications/rotate-webhook-secret";

export const POST = route(rotateSecretRoute, (actor, { params }) =>
  rotateWebhookSecret(actor, params.id),
);
