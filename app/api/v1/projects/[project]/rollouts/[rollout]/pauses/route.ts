import { route } from "@/lib/http/route";
import { pauseRollout } from "@/lib/rollouts/change-rollout";
import { pauseRolloutRoute } from "@/lib/rollouts/routes-contract";

export const POST = route(pauseRolloutRoute, (actor, { params, body }) =>
  pauseRollout(actor, params.rollout, body),
);
