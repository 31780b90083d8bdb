import { unsealHoldoutRoute } from "@/lib/eval-sets/contract";
import { unsealHoldout } from "@/lib/eval-sets/holdout/unseal-holdout";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const POST = route(unsealHoldoutRoute, (actor, { params, body }) =>
  unsealHoldout(actor, params.name, body, {
    around: changeEvidence(actor, { evalSet: params.name }),
  }),
);
