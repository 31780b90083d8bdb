import { route } from "@/lib/http/route";
import { getTraceHistogramRoute } from "@/lib/metrics/histogram-contract";
import { getTraceHistogram } from "@/lib/metrics/read-histogram";

export const GET = route(getTraceHistogramRoute, (actor, { query }) =>
  getTraceHistogram(actor, query),
);
