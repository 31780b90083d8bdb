import { route } from "@/lib/http/route";
import { exportResults } from "@/lib/runs/results/export-results";
import { exportResultsRoute } from "@/lib/runs/results/result-contract";

export const GET = route(exportResultsRoute, (actor, { params, query }) =>
  exportResults(actor, params.run, query),
);
