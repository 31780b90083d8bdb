import { route } from "@/lib/http/route";
import { getMetricRoute } from "@/lib/metrics/contract";
import { getMetric } from "@/lib/metrics/reads";

export const GET = route(getMetricRoute, (actor, { query }) => getMetric(actor, query));
