import { route } from "@/lib/http/route";
import { listDependentsRoute } from "@/lib/specs/contract";
import { listDependents } from "@/lib/specs/evidence/list-dependents";

export const GET = route(listDependentsRoute, (actor, { params, query }) =>
  listDependents(actor, params.name, query),
);
