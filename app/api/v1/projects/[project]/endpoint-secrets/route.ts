import { route } from "@/lib/http/route";
import { createEndpointSecret } from "@/lib/providers/secrets/create-secret";
import { listEndpointSecrets } from "@/lib/providers/secrets/reads";
import {
  createEndpointSecretRoute,
  listEndpointSecretsRoute,
} from "@/lib/providers/secrets/secret-contract";

export const GET = route(listEndpointSecretsRoute, (actor) => listEndpointSecrets(actor));
export const POST = route(createEndpointSecretRoute, (actor, { body }) =>
  createEndpointSecret(actor, body),
);
