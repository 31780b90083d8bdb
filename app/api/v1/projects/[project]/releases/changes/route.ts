import { route } from "@/lib/http/route";
import { readChangesRoute } from "@/lib/releases/changes-contract";
import { loadChanges } from "@/lib/releases/reads";

export const GET = route(readChangesRoute, (actor, { query }) => loadChanges(actor, query));
