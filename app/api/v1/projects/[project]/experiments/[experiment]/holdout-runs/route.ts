import { getHoldoutPlan } from "@/lib/experiments/holdout/get-holdout-plan";
import {
  getHoldoutPlanRoute,
  startHoldoutRunsRoute,
} from "@/lib/experiments/holdout/holdout-contract";
import { startHoldoutRuns } from "@/lib/experiments/holdout/start-holdout-runs";
import { route } from "@/lib/http/route";

export const GET = route(getHoldoutPlanRoute, (actor, { params, query }) =>
  getHoldoutPlan(actor, params.experiment, query),
);

export const POST = route(startHoldoutRunsRoute, (actor, { params, body }) =>
  startHoldoutRuns(actor, params.experiment, body),
);
