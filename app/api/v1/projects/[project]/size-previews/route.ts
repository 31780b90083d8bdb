import { route } from "@/lib/http/route";
import { previewSizeRoute } from "@/lib/prompts/contract";
import { previewSize } from "@/lib/prompts/preview-size";

export const POST = route(previewSizeRoute, (actor, { body }) => previewSize(actor, body));
