import { route } from "@/lib/http/route";
import { holdTraceRoute } from "@/lib/trace-reviews/contract";
import { holdTrace } from "@/lib/trace-reviews/hold-trace";

export const POST = route(holdTraceRoute, (actor, { params }) => holdTrace(actor, params.id));
