import { editCasesRoute } from "@/lib/eval-sets/case-contract";
import { updateCases } from "@/lib/eval-sets/update-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const POST = route(editCasesRoute, (actor, { params, body }) =>
  updateCases(actor, params.name, body, {
    around: changeEvidence(actor, { evalSet: params.name }),
  }),
);
