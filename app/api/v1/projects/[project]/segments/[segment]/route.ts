import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";
import { editSegmentRoute, getSegmentRoute, removeSegmentRoute } from "@/lib/segments/contract";
import { deleteSegment } from "@/lib/segments/delete-segment";
import { getSegment } from "@/lib/segments/reads";
import { updateSegment } from "@/lib/segments/update-segment";

export const GET = route(getSegmentRoute, (actor, { params }) => getSegment(actor, params.segment));
export const PATCH = route(
  editSegmentRoute,
  (actor, { params, body, requireUnchanged }) =>
    updateSegment(actor, params.segment, body, {
      requireUnchanged,
      around: changeEvidence(actor, { segment: params.segment }),
    }),
  { current: GET },
);
export const DELETE = route(removeSegmentRoute, async (actor, { params }) => {
  await deleteSegment(actor, params.segment, {
    around: changeEvidence(actor, { segment: params.segment }),
  });
  return new Response(null, { status: 204 });
});
