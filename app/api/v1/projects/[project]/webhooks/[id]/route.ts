import { route } from "@/lib/http/route";
import { deleteWebhook, updateWebhook } from "@/lib/notifications/update-webhook";
import { editWebhookRoute, removeWebhookRoute } from "@/lib/notifications/webhook-contract";

export const PATCH = route(editWebhookRoute, (actor, { params, body }) =>
  updateWebhook(actor, params.id, body),
);

export const DELETE = route(removeWebhookRoute, (actor, { params }) =>
  deleteWebhook(actor, params.id),
);
