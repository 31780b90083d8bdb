import { route } from "@/lib/http/route";
import { exportResults } from "@/lib/runs/export-results";
import { exportResultsRoute } from "@/lib/runs/result-contract";

export const GET = route(exportResultsRoute, (actor, { params, query }) =>
  exportResults(actor, params.run, query),
);
