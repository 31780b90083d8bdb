import { addCase } from "@/lib/eval-sets/add-case";
import { addCaseRoute, listCasesRoute } from "@/lib/eval-sets/case-contract";
import { listCases } from "@/lib/eval-sets/reads";
import { route } from "@/lib/http/route";

export const GET = route(listCasesRoute, (actor, { params, query }) =>
  listCases(actor, params.name, query),
);
export const POST = route(addCaseRoute, (actor, { params, body }) =>
  addCase(actor, params.name, body),
);
