import { editCaseRoute, getCaseRoute, removeCaseRoute } from "@/lib/eval-sets/case-contract";
import { deleteCases } from "@/lib/eval-sets/delete-cases";
import { getCase } from "@/lib/eval-sets/reads";
import { updateCase } from "@/lib/eval-sets/update-case";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const GET = route(getCaseRoute, (actor, { params, query }) =>
  getCase(actor, params.name, params.caseId, query),
);
export const PATCH = route(
  editCaseRoute,
  (actor, { params, body, requireUnchanged }) =>
    updateCase(actor, params.name, params.caseId, body, {
      requireUnchanged,
      around: changeEvidence(actor, { evalSet: params.name }),
    }),
  { current: GET },
);
export const DELETE = route(
  removeCaseRoute,
  (actor, { params, requireUnchanged }) =>
    deleteCases(actor, params.name, [params.caseId], {
      requireUnchanged,
      around: changeEvidence(actor, { evalSet: params.name }),
    }),
  { current: GET },
);
