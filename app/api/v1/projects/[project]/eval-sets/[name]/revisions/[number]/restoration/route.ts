import { restoreRevisionRoute } from "@/lib/eval-sets/contract";
import { restoreRevision } from "@/lib/eval-sets/restore-revision";
import { route } from "@/lib/http/route";
import { guardEvidence } from "@/lib/specs/guard-evidence";

export const POST = route(restoreRevisionRoute, (actor, { params, query }) =>
  restoreRevision(actor, params.name, params.number, query, {
    around: guardEvidence(actor, { evalSet: params.name }),
  }),
);
