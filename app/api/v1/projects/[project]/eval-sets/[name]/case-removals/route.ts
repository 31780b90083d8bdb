import { removeCasesRoute } from "@/lib/eval-sets/case-contract";
import { deleteCases } from "@/lib/eval-sets/delete-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const POST = route(removeCasesRoute, (actor, { params, body }) =>
  deleteCases(actor, params.name, body.caseIds, {
    around: changeEvidence(actor, { evalSet: params.name }),
  }),
);
