import { route } from "@/lib/http/route";
import { listTraceViews } from "@/lib/traces/views/list-views";
import { saveTraceView } from "@/lib/traces/views/save-view";
import { listTraceViewsRoute, saveTraceViewRoute } from "@/lib/traces/views/view-contract";

export const GET = route(listTraceViewsRoute, (actor) => listTraceViews(actor));
export const POST = route(saveTraceViewRoute, (actor, { body }) => saveTraceView(actor, body));
