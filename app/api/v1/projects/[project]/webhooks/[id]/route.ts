import { route } from "@/lib/http/route";
import { editWebhookRoute, removeWebhookRoute } from "@/lib/notifications/contract";
import { deleteWebhook, updateWebhook } from "@/lib/notifications/update-webhook";

export const PATCH = route(editWebhookRoute, (actor, { params, body }) =>
  updateWebhook(actor, params.id, body),
);

export const DELETE = route(removeWebhookRoute, (actor, { params }) =>
  deleteWebhook(actor, params.id),
);
