import { route } from "@/lib/http/route";
import { listRollouts } from "@/lib/rollouts/reads";
import { listRolloutsRoute } from "@/lib/rollouts/routes-contract";

export const GET = route(listRolloutsRoute, (actor, { query }) => listRollouts(actor, query));
