import { route } from "@/lib/http/route";
import { evaluateFlag, toOfrepError } from "@/lib/releases/ofrep/evaluate-flags";
import { evaluateFlagRoute } from "@/lib/releases/ofrep/ofrep-contract";

export const POST = route(
  evaluateFlagRoute,
  (actor, { params, body }) => evaluateFlag(actor, params.key, body),
  { toError: toOfrepError },
);
