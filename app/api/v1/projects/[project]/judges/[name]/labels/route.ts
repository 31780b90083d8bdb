import { route } from "@/lib/http/route";
import { importLabelsRoute, listItemsRoute } from "@/lib/judges/label-contract";
import { importLabels } from "@/lib/judges/labels/import-labels";
import { listItems } from "@/lib/judges/labels/reads";

export const GET = route(listItemsRoute, (actor, { params, query }) =>
  listItems(actor, params.name, query),
);
export const POST = route(importLabelsRoute, (actor, { params, query, bytes, request }) =>
  importLabels(actor, params.name, {
    bytes,
    query,
    contentType: request.headers.get("content-type") ?? "",
  }),
);
