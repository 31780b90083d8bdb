import { route } from "@/lib/http/route";
import { streamServingRoute } from "@/lib/releases/serving/serving-contract";
import { streamServing } from "@/lib/releases/serving/stream-serving";

export const GET = route(streamServingRoute, (actor, { params, query, request }) =>
  streamServing(actor, { name: params.name, environment: query.environment, request }),
);
