import { listRevisionsRoute } from "@/lib/eval-sets/contract";
import { listRevisions } from "@/lib/eval-sets/reads";
import { route } from "@/lib/http/route";

export const GET = route(listRevisionsRoute, (actor, { params, query }) =>
  listRevisions(actor, params.name, query),
);
