import { restoreRevisionRoute } from "@/lib/eval-sets/contract";
import { restoreRevision } from "@/lib/eval-sets/restore-revision";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const POST = route(restoreRevisionRoute, (actor, { params, query }) =>
  restoreRevision(actor, params.name, params.number, query, {
    around: changeEvidence(actor, { evalSet: params.name }),
  }),
);
