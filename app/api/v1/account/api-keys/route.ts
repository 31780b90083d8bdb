import { route } from "@/lib/http/route";
import { listKeysAsMeRoute } from "@/lib/projects/api-key-contract";
import { listKeysAsMe } from "@/lib/projects/reads";

export const GET = route(listKeysAsMeRoute, (account) => listKeysAsMe(account));
