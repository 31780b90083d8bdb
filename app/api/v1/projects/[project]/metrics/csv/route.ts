import { route } from "@/lib/http/route";
import { exportMetricRoute } from "@/lib/metrics/contract";
import { exportMetric } from "@/lib/metrics/export-metric";

export const GET = route(exportMetricRoute, (actor, { query }) => exportMetric(actor, query));
