import { route } from "@/lib/http/route";
import { createSegmentRoute, listSegmentsRoute } from "@/lib/segments/contract";
import { createSegment } from "@/lib/segments/create-segment";
import { listSegments } from "@/lib/segments/reads";

export const GET = route(listSegmentsRoute, (actor) => listSegments(actor));
export const POST = route(createSegmentRoute, (actor, { body }) => createSegment(actor, body));
