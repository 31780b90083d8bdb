import { route } from "@/lib/http/route";
import { liftDecision, requestChanges } from "@/lib/reviews/decide-review";
import { liftChangeRequestRoute, requestChangesRoute } from "@/lib/reviews/decision-contract";

export const POST = route(requestChangesRoute, (actor, { params, body }) =>
  requestChanges(actor, params.id, body),
);

export const DELETE = route(liftChangeRequestRoute, (actor, { params }) =>
  liftDecision(actor, params.id, "change_request"),
);
