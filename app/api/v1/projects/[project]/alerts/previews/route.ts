import { route } from "@/lib/http/route";
import { previewAlertRoute } from "@/lib/metrics/alert-contract";
import { previewAlert } from "@/lib/metrics/preview-alert";

export const POST = route(previewAlertRoute, (actor, { body }) => previewAlert(actor, body));
