import { route } from "@/lib/http/route";
import { listWeeksRoute } from "@/lib/weeks/contract";
import { listWeeks } from "@/lib/weeks/reads";

export const GET = route(listWeeksRoute, (actor, { query }) => listWeeks(actor, query));
