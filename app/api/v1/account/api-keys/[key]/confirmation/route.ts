import { route } from "@/lib/http/route";
import { confirmKeyRoute } from "@/lib/projects/api-key-contract";
import { confirmApiKey } from "@/lib/projects/confirm-api-key";

export const POST = route(confirmKeyRoute, (account, { params }) => confirmApiKey(account, params));
