import { route } from "@/lib/http/route";
import { editAlertRoute, getAlertRoute, removeAlertRoute } from "@/lib/metrics/alert-contract";
import { getAlert } from "@/lib/metrics/alert-reads";
import { editAlert } from "@/lib/metrics/edit-alert";
import { removeAlert } from "@/lib/metrics/remove-alert";

export const GET = route(getAlertRoute, (actor, { params }) => getAlert(actor, params.id));
export const PATCH = route(editAlertRoute, (actor, { params, body }) =>
  editAlert(actor, params.id, body),
);
export const DELETE = route(removeAlertRoute, (actor, { params }) => removeAlert(actor, params.id));
