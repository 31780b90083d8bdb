import { route } from "@/lib/http/route";
import { getServed } from "@/lib/releases/serve-prompt";
import { getServedRoute } from "@/lib/releases/serving-contract";

export const GET = route(getServedRoute, (actor, { params, query, request }) =>
  getServed(actor, { name: params.name, environment: query.environment, request }),
);
