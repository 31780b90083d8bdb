import { editCaseRoute, getCaseRoute, removeCaseRoute } from "@/lib/eval-sets/contract";
import { editCase } from "@/lib/eval-sets/edit-case";
import { getCase } from "@/lib/eval-sets/reads";
import { removeCases } from "@/lib/eval-sets/remove-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/change-evidence";

export const GET = route(getCaseRoute, (actor, { params, query }) =>
  getCase(actor, params.name, params.caseId, query),
);
export const PATCH = route(
  editCaseRoute,
  (actor, { params, body, requireUnchanged }) =>
    editCase(actor, params.name, params.caseId, body, {
      requireUnchanged,
      around: changeEvidence(actor, { evalSet: params.name }),
    }),
  { current: GET },
);
export const DELETE = route(
  removeCaseRoute,
  (actor, { params, requireUnchanged }) =>
    removeCases(actor, params.name, [params.caseId], {
      requireUnchanged,
      around: changeEvidence(actor, { evalSet: params.name }),
    }),
  { current: GET },
);
