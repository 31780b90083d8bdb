import { route } from "@/lib/http/route";
import { previewSize } from "@/lib/prompts/preview-size";
import { previewSizeRoute } from "@/lib/prompts/version-contract";

export const POST = route(previewSizeRoute, (actor, { body }) => previewSize(actor, body));
