import { route } from "@/lib/http/route";
import { servePrompt } from "@/lib/releases/serving/serve-prompt";
import { getServingRoute } from "@/lib/releases/serving/serving-contract";

export const GET = route(getServingRoute, (actor, { params, query, request }) =>
  servePrompt(actor, {
    kind: "serving",
    unit: null,
    name: params.name,
    environment: query.environment,
    request,
  }),
);
