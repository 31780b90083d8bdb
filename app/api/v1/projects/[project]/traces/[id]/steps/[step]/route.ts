import { route } from "@/lib/http/route";
import { getTraceStepRoute } from "@/lib/traces/contract";
import { getTraceStep } from "@/lib/traces/reads";

export const GET = route(getTraceStepRoute, (actor, { params }) =>
  getTraceStep(actor, params.id, params.step),
);
