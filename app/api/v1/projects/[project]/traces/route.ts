import { route } from "@/lib/http/route";
import { listTracesRoute } from "@/lib/traces/contract";
import { postTracesRoute } from "@/lib/traces/ingestion-contract";
import { postTraces } from "@/lib/traces/post-traces";
import { listTraces } from "@/lib/traces/reads";

export const GET = route(listTracesRoute, (actor, { query }) => listTraces(actor, query));

export const POST = route(postTracesRoute, (actor, { request }) => postTraces(actor, request));
