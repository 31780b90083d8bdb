import { route } from "@/lib/http/route";
import { importOutputsRoute } from "@/lib/runs/import/import-contract";
import { importOutputs } from "@/lib/runs/import/import-outputs";

export const POST = route(importOutputsRoute, (actor, { query, bytes, request }) =>
  importOutputs(actor, query, {
    bytes,
    contentType: request.headers.get("content-type") ?? "",
  }),
);
