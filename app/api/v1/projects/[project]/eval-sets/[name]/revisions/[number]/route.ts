import { getRevisionRoute } from "@/lib/eval-sets/contract";
import { getRevisionChanges } from "@/lib/eval-sets/get-revision-changes";
import { route } from "@/lib/http/route";

export const GET = route(getRevisionRoute, (actor, { params, query }) =>
  getRevisionChanges(actor, params.name, params.number, query),
);
