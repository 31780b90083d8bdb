import { listEventsRoute } from "@/lib/events/contract";
import { listEvents } from "@/lib/events/reads";
import { route } from "@/lib/http/route";

export const GET = route(listEventsRoute, (actor, { query }) => listEvents(actor, query));
