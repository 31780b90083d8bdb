import { route } from "@/lib/http/route";
import { getResult } from "@/lib/runs/read-results";
import { getResultRoute } from "@/lib/runs/result-contract";

export const GET = route(getResultRoute, (actor, { params }) =>
  getResult(actor, params.run, params.case),
);
