import { getExperimentRoute, updateExperimentRoute } from "@/lib/experiments/contract";
import { getExperiment } from "@/lib/experiments/reads";
import { updateExperiment } from "@/lib/experiments/update-experiment";
import { route } from "@/lib/http/route";

export const GET = route(getExperimentRoute, (actor, { params, query }) =>
  getExperiment(actor, params.experiment, query),
);
export const PATCH = route(updateExperimentRoute, (actor, { params, body }) =>
  updateExperiment(actor, params.experiment, body),
);
