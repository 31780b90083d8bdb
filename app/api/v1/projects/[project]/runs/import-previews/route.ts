import { route } from "@/lib/http/route";
import { previewOutputsRoute } from "@/lib/runs/import/import-contract";
import { previewOutputs } from "@/lib/runs/import/preview-outputs";

export const POST = route(previewOutputsRoute, (actor, { query, bytes, request }) =>
  previewOutputs(actor, query, {
    bytes,
    contentType: request.headers.get("content-type") ?? "",
  }),
);
