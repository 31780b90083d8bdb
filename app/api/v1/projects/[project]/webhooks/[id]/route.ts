import { route } from "@/lib/http/route";
import { editWebhookRoute, removeWebhookRoute } from "@/lib/notifications/contract";
import { editWebhook, removeWebhook } from "@/lib/notifications/edit-webhook";

export const PATCH = route(editWebhookRoute, (actor, { params, body }) =>
  editWebhook(actor, params.id, body),
);

export const DELETE = route(removeWebhookRoute, (actor, { params }) =>
  removeWebhook(actor, params.id),
);
