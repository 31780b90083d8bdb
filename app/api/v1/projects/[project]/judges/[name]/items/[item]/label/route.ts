import { route } from "@/lib/http/route";
import { saveLabelRoute, undoLabelRoute } from "@/lib/judges/label-contract";
import { saveLabel, undoLabel } from "@/lib/judges/labels/save-label";
import { tellStaleApprovals } from "@/lib/reviews/evidence/change-evidence";

export const PUT = route(saveLabelRoute, (actor, { params, body }) =>
  saveLabel(actor, params.name, params.item, body, {
    around: tellStaleApprovals(actor, { judge: params.name }),
  }),
);
export const DELETE = route(undoLabelRoute, async (actor, { params }) => {
  await undoLabel(actor, params.name, params.item, {
    around: tellStaleApprovals(actor, { judge: params.name }),
  });
  return null;
});
