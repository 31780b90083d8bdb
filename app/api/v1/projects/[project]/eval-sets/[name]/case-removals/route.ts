import { removeCasesRoute } from "@/lib/eval-sets/contract";
import { removeCases } from "@/lib/eval-sets/remove-cases";
import { route } from "@/lib/http/route";
import { guardEvidence } from "@/lib/specs/guard-evidence";

export const POST = route(removeCasesRoute, (actor, { params, body }) =>
  removeCases(actor, params.name, body.caseIds, {
    around: guardEvidence(actor, { evalSet: params.name }),
  }),
);
