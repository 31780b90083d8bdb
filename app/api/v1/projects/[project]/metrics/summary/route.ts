import { route } from "@/lib/http/route";
import { getMetricSummaryRoute } from "@/lib/metrics/contract";
import { getMetricSummary } from "@/lib/metrics/get-metric-summary";

export const GET = route(getMetricSummaryRoute, (actor, { query }) =>
  getMetricSummary(actor, query),
);
