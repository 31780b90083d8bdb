import { route } from "@/lib/http/route";
import { resolveItemRoute } from "@/lib/judges/label-contract";
import { resolveItem } from "@/lib/judges/labels/save-label";
import { tellStaleApprovals } from "@/lib/reviews/evidence/change-evidence";

export const PUT = route(resolveItemRoute, (actor, { params, body }) =>
  resolveItem(actor, params.name, params.item, body, {
    around: tellStaleApprovals(actor, { judge: params.name }),
  }),
);
