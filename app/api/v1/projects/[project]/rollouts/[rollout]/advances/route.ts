import { route } from "@/lib/http/route";
import { advanceRollout } from "@/lib/rollouts/change-rollout";
import { advanceRolloutRoute } from "@/lib/rollouts/routes-contract";

export const POST = route(advanceRolloutRoute, (actor, { params, body }) =>
  advanceRollout(actor, params.rollout, body),
);
