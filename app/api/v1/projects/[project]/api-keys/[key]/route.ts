import { route } from "@/lib/http/route";
import { revokeApiKeyRoute } from "@/lib/projects/api-key-contract";
import { revokeApiKey } from "@/lib/projects/revoke-api-key";

export const DELETE = route(revokeApiKeyRoute, async (actor, { params }) => {
  await revokeApiKey(actor, params);
  return new Response(null, { status: 204 });
});
