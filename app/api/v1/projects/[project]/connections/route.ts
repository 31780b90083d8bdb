import { route } from "@/lib/http/route";
import { createConnection } from "@/lib/providers/connections/create-connection";
import { createConnectionRoute, listConnectionsRoute } from "@/lib/providers/contract";
import { listConnections } from "@/lib/providers/reads";

export const GET = route(listConnectionsRoute, (actor) => listConnections(actor));
export const POST = route(createConnectionRoute, (actor, { body }) =>
  createConnection(actor, body),
);
