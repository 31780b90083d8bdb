import { route } from "@/lib/http/route";
import { previewCriterionRoute } from "@/lib/specs/gates/gate-contract";
import { previewCriterion } from "@/lib/specs/preview-criterion";

export const POST = route(previewCriterionRoute, (actor, { params, body }) =>
  previewCriterion(actor, params.name, body.criterion),
);
