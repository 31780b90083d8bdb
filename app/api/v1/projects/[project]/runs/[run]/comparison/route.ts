import { route } from "@/lib/http/route";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { compareRunsRoute } from "@/lib/runs/compare/comparison-contract";

export const GET = route(compareRunsRoute, (actor, { params, query }) =>
  compareRuns(actor, params.run, query),
);
