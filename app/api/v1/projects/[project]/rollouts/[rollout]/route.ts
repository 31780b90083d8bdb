import { route } from "@/lib/http/route";
import { getRollout } from "@/lib/rollouts/reads";
import { getRolloutRoute } from "@/lib/rollouts/routes-contract";

export const GET = route(getRolloutRoute, (actor, { params }) => getRollout(actor, params.rollout));
