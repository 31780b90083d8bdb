import { route } from "@/lib/http/route";
import { giveFeedbackRoute } from "@/lib/traces/contract";
import { giveFeedback } from "@/lib/traces/give-feedback";

export const POST = route(giveFeedbackRoute, (actor, { params, body }) =>
  giveFeedback(actor, params.id, body),
);
