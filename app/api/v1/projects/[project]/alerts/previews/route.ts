import { route } from "@/lib/http/route";
import { previewAlertRoute } from "@/lib/metrics/alerts/alert-contract";
import { previewAlert } from "@/lib/metrics/alerts/preview-alert";

export const POST = route(previewAlertRoute, (actor, { body }) => previewAlert(actor, body));
