import { route } from "@/lib/http/route";
import { deleteEndpointSecret } from "@/lib/providers/secrets/delete-secret";
import {
  deleteEndpointSecretRoute,
  updateEndpointSecretRoute,
} from "@/lib/providers/secrets/secret-contract";
import { updateEndpointSecret } from "@/lib/providers/secrets/update-secret";

export const PATCH = route(updateEndpointSecretRoute, (actor, { params, body }) =>
  updateEndpointSecret(actor, params.secret, body),
);
export const DELETE = route(deleteEndpointSecretRoute, async (actor, { params, query }) => {
  await deleteEndpointSecret(actor, params.secret, query);
  return new Response(null, { status: 204 });
});
