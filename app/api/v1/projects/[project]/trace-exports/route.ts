import { route } from "@/lib/http/route";
import { exportTraces } from "@/lib/traces/export-traces";
import { exportTracesRoute } from "@/lib/traces/views/view-contract";

export const GET = route(exportTracesRoute, (actor, { query }) => exportTraces(actor, query));
