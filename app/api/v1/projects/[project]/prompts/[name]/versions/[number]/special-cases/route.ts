import { route } from "@/lib/http/route";
import { getSpecialCases } from "@/lib/specs/special-cases/reads";
import { getSpecialCasesRoute } from "@/lib/specs/special-cases/special-case-contract";

export const GET = route(getSpecialCasesRoute, (actor, { params }) =>
  getSpecialCases(actor, params.name, params.number),
);
