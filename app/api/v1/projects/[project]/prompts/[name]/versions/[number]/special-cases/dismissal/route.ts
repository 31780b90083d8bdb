import { route } from "@/lib/http/route";
import {
  dismissSpecialCases,
  restoreSpecialCases,
} from "@/lib/specs/special-cases/dismiss-special-cases";
import {
  dismissSpecialCasesRoute,
  restoreSpecialCasesRoute,
} from "@/lib/specs/special-cases/special-case-contract";

export const POST = route(dismissSpecialCasesRoute, (actor, { params, body }) =>
  dismissSpecialCases(actor, params.name, params.number, body),
);
export const DELETE = route(restoreSpecialCasesRoute, async (actor, { params }) => {
  await restoreSpecialCases(actor, params.name, params.number);
  return null;
});
