import { removeCasesRoute } from "@/lib/eval-sets/contract";
import { removeCases } from "@/lib/eval-sets/remove-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/change-evidence";

export const POST = route(removeCasesRoute, (actor, { params, body }) =>
  removeCases(actor, params.name, body.caseIds, {
    around: changeEvidence(actor, { evalSet: params.name }),
  }),
);
