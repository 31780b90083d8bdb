import { route } from "@/lib/http/route";
import { listSpecRevisionsRoute } from "@/lib/specs/contract";
import { listSpecRevisions } from "@/lib/specs/reads";

export const GET = route(listSpecRevisionsRoute, (actor, { params, query }) =>
  listSpecRevisions(actor, params.name, query),
);
