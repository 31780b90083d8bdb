import { route } from "@/lib/http/route";
import { listGatesRoute } from "@/lib/specs/gates/gate-contract";
import { listGates } from "@/lib/specs/reads";

export const GET = route(listGatesRoute, (actor, { params, query }) =>
  listGates(actor, params.name, query),
);
