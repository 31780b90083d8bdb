import { route } from "@/lib/http/route";
import { servePrompt } from "@/lib/releases/serving/serve-prompt";
import { getServedRoute } from "@/lib/releases/serving/serving-contract";

export const GET = route(getServedRoute, (actor, { params, query, request }) =>
  servePrompt(actor, {
    kind: "served",
    unit: query.unit ?? null,
    name: params.name,
    environment: query.environment,
    request,
  }),
);
