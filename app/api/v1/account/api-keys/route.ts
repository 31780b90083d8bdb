import { route } from "@/lib/http/route";
import { listKeysAsMeRoute } from "@/lib/projects/contract";
import { listKeysAsMe } from "@/lib/projects/reads";

export const GET = route(listKeysAsMeRoute, (account) => listKeysAsMe(account));
