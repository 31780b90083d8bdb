import { route } from "@/lib/http/route";
import { confirmApiKey } from "@/lib/projects/confirm-api-key";
import { confirmKeyRoute } from "@/lib/projects/contract";

export const POST = route(confirmKeyRoute, (account, { params }) => confirmApiKey(account, params));
