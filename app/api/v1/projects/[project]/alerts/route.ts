import { route } from "@/lib/http/route";
import { createAlertRoute, listAlertsRoute } from "@/lib/metrics/alerts/alert-contract";
import { listAlerts } from "@/lib/metrics/alerts/alert-reads";
import { createAlert } from "@/lib/metrics/alerts/create-alert";

export const GET = route(listAlertsRoute, (actor) => listAlerts(actor));
export const POST = route(createAlertRoute, (actor, { body }) => createAlert(actor, body));
