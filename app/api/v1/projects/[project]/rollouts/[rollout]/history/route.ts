import { route } from "@/lib/http/route";
import { getRolloutHistory } from "@/lib/rollouts/reads";
import { getRolloutHistoryRoute } from "@/lib/rollouts/routes-contract";

export const GET = route(getRolloutHistoryRoute, (actor, { params }) =>
  getRolloutHistory(actor, params.rollout),
);
