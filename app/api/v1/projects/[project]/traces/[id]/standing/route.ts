import { route } from "@/lib/http/route";
import { getTraceStandingRoute } from "@/lib/traces/contract";
import { getTraceStanding } from "@/lib/traces/reads";

export const GET = route(getTraceStandingRoute, (actor, { params }) =>
  getTraceStanding(actor, params.id),
);
