import { route } from "@/lib/http/route";
import { testConnection } from "@/lib/providers/connections/test-connection";
import { testConnectionRoute } from "@/lib/providers/contract";

export const POST = route(testConnectionRoute, (actor, { params }) =>
  testConnection(actor, params),
);
