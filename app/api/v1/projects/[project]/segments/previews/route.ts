import { previewSegment } from "@/lib/eval-sets/preview-segment";
import { route } from "@/lib/http/route";
import { previewSegmentRoute } from "@/lib/segments/contract";

export const POST = route(previewSegmentRoute, (actor, { body }) =>
  previewSegment(actor, body.condition),
);
