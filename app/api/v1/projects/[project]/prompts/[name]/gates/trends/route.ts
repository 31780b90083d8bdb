import { route } from "@/lib/http/route";
import { listGateTrendsRoute } from "@/lib/specs/gates/gate-contract";
import { listGateTrends } from "@/lib/specs/reads";

export const GET = route(listGateTrendsRoute, (actor, { params }) =>
  listGateTrends(actor, params.name),
);
