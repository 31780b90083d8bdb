import { route } from "@/lib/http/route";
import { runMissingRoute } from "@/lib/specs/gates/gate-contract";
import { runMissing } from "@/lib/specs/run-missing";

export const POST = route(runMissingRoute, (actor, { params, body }) =>
  runMissing(actor, params.name, body),
);
