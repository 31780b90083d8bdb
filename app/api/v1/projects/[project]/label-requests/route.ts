import { route } from "@/lib/http/route";
import { askForLabels } from "@/lib/trace-reviews/labels/ask-for-labels";
import { askForLabelsRoute } from "@/lib/trace-reviews/labels/label-request-contract";

export const POST = route(askForLabelsRoute, (actor, { body }) => askForLabels(actor, body));
