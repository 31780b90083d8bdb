import { route } from "@/lib/http/route";
import { getSpecCoverageRoute } from "@/lib/specs/contract";
import { getSpecCoverage } from "@/lib/specs/reads";

export const GET = route(getSpecCoverageRoute, (actor, { params }) =>
  getSpecCoverage(actor, params.name),
);
