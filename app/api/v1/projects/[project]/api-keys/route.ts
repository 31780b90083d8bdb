import { route } from "@/lib/http/route";
import { createApiKeyRoute, listApiKeysRoute } from "@/lib/projects/api-key-contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { listApiKeys } from "@/lib/projects/reads";

export const GET = route(listApiKeysRoute, (actor, { query }) => listApiKeys(actor, query));
export const POST = route(createApiKeyRoute, (actor, { body }) => createApiKey(actor, body));
