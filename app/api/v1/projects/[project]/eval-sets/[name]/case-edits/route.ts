import { editCasesRoute } from "@/lib/eval-sets/contract";
import { editCases } from "@/lib/eval-sets/edit-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/change-evidence";

export const POST = route(editCasesRoute, (actor, { params, body }) =>
  editCases(actor, params.name, body, { around: changeEvidence(actor, { evalSet: params.name }) }),
);
