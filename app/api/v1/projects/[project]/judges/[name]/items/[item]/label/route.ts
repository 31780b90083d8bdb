import { route } from "@/lib/http/route";
import { saveLabelRoute, undoLabelRoute } from "@/lib/judges/label-contract";
import { saveLabel, undoLabel } from "@/lib/judges/labels/save-label";

export const PUT = route(saveLabelRoute, (actor, { params, body }) =>
  saveLabel(actor, params.name, params.item, body),
);
export const DELETE = route(undoLabelRoute, async (actor, { params }) => {
  await undoLabel(actor, params.name, params.item);
  return null;
});
