import { route } from "@/lib/http/route";
import { getOverviewRoute } from "@/lib/metrics/contract";
import { getOverview } from "@/lib/metrics/get-overview";

export const GET = route(getOverviewRoute, (actor, { query }) => getOverview(actor, query));
