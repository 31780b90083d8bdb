import { route } from "@/lib/http/route";
import {
  editAlertRoute,
  getAlertRoute,
  removeAlertRoute,
} from "@/lib/metrics/alerts/alert-contract";
import { getAlert } from "@/lib/metrics/alerts/alert-reads";
import { deleteAlert } from "@/lib/metrics/alerts/delete-alert";
import { updateAlert } from "@/lib/metrics/alerts/update-alert";

export const GET = route(getAlertRoute, (actor, { params }) => getAlert(actor, params.id));
export const PATCH = route(editAlertRoute, (actor, { params, body }) =>
  updateAlert(actor, params.id, body),
);
export const DELETE = route(removeAlertRoute, (actor, { params }) => deleteAlert(actor, params.id));
