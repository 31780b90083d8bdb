import { route } from "@/lib/http/route";
import { createConnectionRoute, listConnectionsRoute } from "@/lib/providers/contract";
import { createConnection } from "@/lib/providers/create-connection";
import { listConnections } from "@/lib/providers/reads";

export const GET = route(listConnectionsRoute, (actor) => listConnections(actor));
export const POST = route(createConnectionRoute, (actor, { body }) =>
  createConnection(actor, body),
);
