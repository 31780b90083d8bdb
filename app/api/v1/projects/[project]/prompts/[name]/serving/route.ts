import { route } from "@/lib/http/route";
import { getServing } from "@/lib/releases/serving/serve-prompt";
import { getServingRoute } from "@/lib/releases/serving/serving-contract";

export const GET = route(getServingRoute, (actor, { params, query, request }) =>
  getServing(actor, { name: params.name, environment: query.environment, request }),
);
