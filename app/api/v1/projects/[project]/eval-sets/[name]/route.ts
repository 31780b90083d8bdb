import { editEvalSetRoute, getEvalSetRoute } from "@/lib/eval-sets/contract";
import { getEvalSet } from "@/lib/eval-sets/reads";
import { updateEvalSet } from "@/lib/eval-sets/update-eval-set";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const GET = route(getEvalSetRoute, (actor, { params, query }) =>
  getEvalSet(actor, params.name, query),
);
export const PATCH = route(
  editEvalSetRoute,
  (actor, { params, body, requireUnchanged }) =>
    updateEvalSet(actor, params.name, body, {
      requireUnchanged,
      around: changeEvidence(actor, { evalSet: params.name }),
    }),
  { current: GET },
);
