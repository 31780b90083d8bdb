import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/change-evidence";
import { editSegmentRoute, getSegmentRoute, removeSegmentRoute } from "@/lib/segments/contract";
import { editSegment } from "@/lib/segments/edit-segment";
import { getSegment } from "@/lib/segments/reads";
import { removeSegment } from "@/lib/segments/remove-segment";

export const GET = route(getSegmentRoute, (actor, { params }) => getSegment(actor, params.segment));
export const PATCH = route(
  editSegmentRoute,
  (actor, { params, body, requireUnchanged }) =>
    editSegment(actor, params.segment, body, {
      requireUnchanged,
      around: changeEvidence(actor, { segment: params.segment }),
    }),
  { current: GET },
);
export const DELETE = route(removeSegmentRoute, async (actor, { params }) => {
  await removeSegment(actor, params.segment, {
    around: changeEvidence(actor, { segment: params.segment }),
  });
  return new Response(null, { status: 204 });
});
