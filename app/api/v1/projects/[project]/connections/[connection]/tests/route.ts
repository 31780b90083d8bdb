import { route } from "@/lib/http/route";
import { testConnectionRoute } from "@/lib/providers/contract";
import { testConnection } from "@/lib/providers/test-connection";

export const POST = route(testConnectionRoute, (actor, { params }) =>
  testConnection(actor, params),
);
