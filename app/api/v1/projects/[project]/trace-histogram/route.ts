import { route } from "@/lib/http/route";
import { getTraceHistogram } from "@/lib/metrics/get-histogram";
import { getTraceHistogramRoute } from "@/lib/metrics/histogram-contract";

export const GET = route(getTraceHistogramRoute, (actor, { query }) =>
  getTraceHistogram(actor, query),
);
