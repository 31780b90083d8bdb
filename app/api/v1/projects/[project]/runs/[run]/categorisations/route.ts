import { route } from "@/lib/http/route";
import { categoriseResults } from "@/lib/runs/categorise-results";
import { categoriseResultsRoute } from "@/lib/runs/result-contract";

export const POST = route(categoriseResultsRoute, (actor, { params, body }) =>
  categoriseResults(actor, params.run, body),
);
