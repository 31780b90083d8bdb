import { verifyEventsRoute } from "@/lib/events/contract";
import { verifyEvents } from "@/lib/events/reads";
import { route } from "@/lib/http/route";

export const GET = route(verifyEventsRoute, (actor) => verifyEvents(actor));
