import { route } from "@/lib/http/route";
import { previewRedaction } from "@/lib/traces/settings/preview-redaction";
import { previewRedactionRoute } from "@/lib/traces/settings/settings-contract";

export const POST = route(previewRedactionRoute, (actor, { body }) =>
  previewRedaction(actor, body),
);
