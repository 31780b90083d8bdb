import { route } from "@/lib/http/route";
import { getOverview } from "@/lib/metrics/get-overview";
import { getOverviewRoute } from "@/lib/metrics/overview-contract";

export const GET = route(getOverviewRoute, (actor, { query }) => getOverview(actor, query));
