import { route } from "@/lib/http/route";
import { readChangesRoute } from "@/lib/releases/contract";
import { readChanges } from "@/lib/releases/reads";

export const GET = route(readChangesRoute, (actor, { query }) => readChanges(actor, query));
