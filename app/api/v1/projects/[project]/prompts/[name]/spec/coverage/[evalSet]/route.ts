import { route } from "@/lib/http/route";
import { listUnservedRoute } from "@/lib/specs/contract";
import { listUnserved } from "@/lib/specs/gates/list-unserved";

export const GET = route(listUnservedRoute, (actor, { params, query }) =>
  listUnserved(actor, params.name, { ...query, evalSet: params.evalSet }),
);
