import { route } from "@/lib/http/route";
import { previewRedaction } from "@/lib/traces/preview-redaction";
import { previewRedactionRoute } from "@/lib/traces/settings-contract";

export const POST = route(previewRedactionRoute, (actor, { body }) =>
  previewRedaction(actor, body),
);
