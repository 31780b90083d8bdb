import { route } from "@/lib/http/route";
import { getServedRoute } from "@/lib/releases/contract";
import { getServed } from "@/lib/releases/serve-prompt";

export const GET = route(getServedRoute, (actor, { params, query, request }) =>
  getServed(actor, { name: params.name, environment: query.environment, request }),
);
