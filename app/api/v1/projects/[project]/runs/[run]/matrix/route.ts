import { route } from "@/lib/http/route";
import { getMatrix } from "@/lib/runs/results/get-matrix";
import { getMatrixRoute } from "@/lib/runs/results/matrix-contract";

export const GET = route(getMatrixRoute, (actor, { params, query }) =>
  getMatrix(actor, params.run, query),
);
