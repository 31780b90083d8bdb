import { route } from "@/lib/http/route";
import { getOwnKeyRoute } from "@/lib/projects/api-key-contract";
import { getOwnKey } from "@/lib/projects/reads";

export const GET = route(getOwnKeyRoute, getOwnKey);
