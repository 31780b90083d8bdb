import { route } from "@/lib/http/route";
import { getServed } from "@/lib/releases/serving/serve-prompt";
import { getServedRoute } from "@/lib/releases/serving/serving-contract";

export const GET = route(getServedRoute, (actor, { params, query, request }) =>
  getServed(actor, { name: params.name, environment: query.environment, request }),
);
