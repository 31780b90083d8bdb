import { route } from "@/lib/http/route";
import { getResult } from "@/lib/runs/results/list-results";
import { getResultRoute } from "@/lib/runs/results/result-contract";

export const GET = route(getResultRoute, (actor, { params }) =>
  getResult(actor, params.run, params.case),
);
