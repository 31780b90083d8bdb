import { route } from "@/lib/http/route";
import { previewSegmentLooseningRoute } from "@/lib/specs/loosening-contract";
import { previewSegmentLoosening } from "@/lib/specs/preview-loosening";

export const POST = route(previewSegmentLooseningRoute, (actor, { params, body }) =>
  previewSegmentLoosening(actor, params.segment, body),
);
