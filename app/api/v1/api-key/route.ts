import { route } from "@/lib/http/route";
import { getOwnKeyRoute } from "@/lib/projects/contract";
import { getOwnKey } from "@/lib/projects/reads";

export const GET = route(getOwnKeyRoute, getOwnKey);
