import { route } from "@/lib/http/route";
import { getServingRoute } from "@/lib/releases/contract";
import { getServing } from "@/lib/releases/serve-prompt";

export const GET = route(getServingRoute, (actor, { params, query, request }) =>
  getServing(actor, { name: params.name, environment: query.environment, request }),
);
