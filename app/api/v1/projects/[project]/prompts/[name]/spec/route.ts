import { route } from "@/lib/http/route";
import { tellStaleApprovals } from "@/lib/reviews/evidence/change-evidence";
import { getSpecRoute, writeSpecRoute } from "@/lib/specs/contract";
import { getSpec } from "@/lib/specs/reads";
import { writeSpec } from "@/lib/specs/write-spec";

export const GET = route(getSpecRoute, (actor, { params }) => getSpec(actor, params.name));

export const PUT = route(writeSpecRoute, (actor, { params, body }) =>
  writeSpec(actor, params.name, body, {
    around: tellStaleApprovals(actor, { prompt: params.name }),
  }),
);
