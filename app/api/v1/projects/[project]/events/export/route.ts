import { exportEventsRoute } from "@/lib/events/contract";
import { exportEvents } from "@/lib/events/export-events";
import { route } from "@/lib/http/route";

export const GET = route(exportEventsRoute, async (actor, { query }) => exportEvents(actor, query));
