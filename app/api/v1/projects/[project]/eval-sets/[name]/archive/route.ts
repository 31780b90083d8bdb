import { archiveEvalSet } from "@/lib/eval-sets/archive-eval-set";
import { archiveEvalSetRoute, unarchiveEvalSetRoute } from "@/lib/eval-sets/contract";
import { route } from "@/lib/http/route";

export const POST = route(archiveEvalSetRoute, (actor, { params }) =>
  archiveEvalSet(actor, params.name, true),
);
export const DELETE = route(unarchiveEvalSetRoute, (actor, { params }) =>
  archiveEvalSet(actor, params.name, false),
);
