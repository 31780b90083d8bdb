import { route } from "@/lib/http/route";
import { approve, liftDecision } from "@/lib/reviews/decide-review";
import { approveRoute, liftApprovalRoute } from "@/lib/reviews/decision-contract";

export const POST = route(approveRoute, (actor, { params, body }) =>
  approve(actor, params.id, body),
);

export const DELETE = route(liftApprovalRoute, (actor, { params }) =>
  liftDecision(actor, params.id, "approval"),
);
