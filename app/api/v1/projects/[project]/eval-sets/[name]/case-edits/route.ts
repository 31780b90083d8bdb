import { editCasesRoute } from "@/lib/eval-sets/contract";
import { editCases } from "@/lib/eval-sets/edit-cases";
import { route } from "@/lib/http/route";
import { guardEvidence } from "@/lib/specs/guard-evidence";

export const POST = route(editCasesRoute, (actor, { params, body }) =>
  editCases(actor, params.name, body, { around: guardEvidence(actor, { evalSet: params.name }) }),
);
