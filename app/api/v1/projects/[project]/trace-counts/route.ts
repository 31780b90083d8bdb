import { route } from "@/lib/http/route";
import { countTracesRoute } from "@/lib/traces/contract";
import { countTraces } from "@/lib/traces/reads";

export const GET = route(countTracesRoute, (actor, { query }) => countTraces(actor, query));
