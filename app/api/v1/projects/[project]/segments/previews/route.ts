import { route } from "@/lib/http/route";
import { previewSegmentRoute } from "@/lib/segments/contract";
import { previewSegment } from "@/lib/segments/reads";

export const POST = route(previewSegmentRoute, (actor, { body }) =>
  previewSegment(actor, body.condition),
);
