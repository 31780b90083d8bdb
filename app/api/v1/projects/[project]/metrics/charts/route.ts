import { route } from "@/lib/http/route";
import { getMetricChartsRoute } from "@/lib/metrics/contract";
import { getMetricCharts } from "@/lib/metrics/reads";

export const GET = route(getMetricChartsRoute, (actor, { query }) => getMetricCharts(actor, query));
