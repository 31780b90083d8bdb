import { route } from "@/lib/http/route";
import { getTraceRoute } from "@/lib/traces/contract";
import { getTrace } from "@/lib/traces/reads";

export const GET = route(getTraceRoute, (actor, { params, query }) =>
  getTrace(actor, params.id, query),
);
