import { route } from "@/lib/http/route";
import { liftChangeRequestRoute, requestChangesRoute } from "@/lib/reviews/contract";
import { liftDecision, requestChanges } from "@/lib/reviews/decide-review";

export const POST = route(requestChangesRoute, (actor, { params, body }) =>
  requestChanges(actor, params.id, body),
);

export const DELETE = route(liftChangeRequestRoute, (actor, { params }) =>
  liftDecision(actor, params.id, "change_request"),
);
