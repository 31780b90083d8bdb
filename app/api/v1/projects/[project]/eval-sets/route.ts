import { createEvalSetRoute, listEvalSetsRoute } from "@/lib/eval-sets/contract";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { listEvalSets } from "@/lib/eval-sets/reads";
import { route } from "@/lib/http/route";

export const GET = route(listEvalSetsRoute, (actor, { query }) => listEvalSets(actor, query));
export const POST = route(createEvalSetRoute, (actor, { body }) => createEvalSet(actor, body));
