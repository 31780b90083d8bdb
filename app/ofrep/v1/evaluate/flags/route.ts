import { route } from "@/lib/http/route";
import { evaluateFlags, toOfrepError } from "@/lib/releases/ofrep/evaluate-flags";
import { evaluateFlagsRoute } from "@/lib/releases/ofrep/ofrep-contract";

export const POST = route(
  evaluateFlagsRoute,
  (actor, { body, request }) => evaluateFlags(actor, body, request),
  { toError: toOfrepError },
);
