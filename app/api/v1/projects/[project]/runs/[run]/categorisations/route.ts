import { route } from "@/lib/http/route";
import { categoriseResults } from "@/lib/runs/results/categorise-results";
import { categoriseResultsRoute } from "@/lib/runs/results/result-contract";

export const POST = route(categoriseResultsRoute, (actor, { params, body }) =>
  categoriseResults(actor, params.run, body),
);
