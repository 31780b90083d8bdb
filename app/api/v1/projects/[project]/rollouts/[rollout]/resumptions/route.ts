import { route } from "@/lib/http/route";
import { resumeRollout } from "@/lib/rollouts/change-rollout";
import { resumeRolloutRoute } from "@/lib/rollouts/routes-contract";

export const POST = route(resumeRolloutRoute, (actor, { params, body }) =>
  resumeRollout(actor, params.rollout, body),
);
