import { route } from "@/lib/http/route";
import {
  editAlertRoute,
  getAlertRoute,
  removeAlertRoute,
} from "@/lib/metrics/alerts/alert-contract";
import { getAlert } from "@/lib/metrics/alerts/alert-reads";
import { editAlert } from "@/lib/metrics/alerts/edit-alert";
import { removeAlert } from "@/lib/metrics/alerts/remove-alert";

export const GET = route(getAlertRoute, (actor, { params }) => getAlert(actor, params.id));
export const PATCH = route(editAlertRoute, (actor, { params, body }) =>
  editAlert(actor, params.id, body),
);
export const DELETE = route(removeAlertRoute, (actor, { params }) => removeAlert(actor, params.id));
