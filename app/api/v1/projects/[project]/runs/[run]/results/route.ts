import { route } from "@/lib/http/route";
import { listResults } from "@/lib/runs/results/list-results";
import { listResultsRoute } from "@/lib/runs/results/result-contract";

export const GET = route(listResultsRoute, (actor, { params, query }) =>
  listResults(actor, params.run, query),
);
