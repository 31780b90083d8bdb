import { route } from "@/lib/http/route";
import { checkSpecialCases } from "@/lib/specs/special-cases/reads";
import { checkSpecialCasesRoute } from "@/lib/specs/special-cases/special-case-contract";

export const POST = route(checkSpecialCasesRoute, (actor, { params, body }) =>
  checkSpecialCases(actor, params.name, body),
);
