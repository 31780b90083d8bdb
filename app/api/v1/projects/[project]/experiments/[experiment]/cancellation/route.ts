import { cancelExperiment } from "@/lib/experiments/cancel-experiment";
import { cancelExperimentRoute } from "@/lib/experiments/contract";
import { route } from "@/lib/http/route";

export const POST = route(cancelExperimentRoute, (actor, { params }) =>
  cancelExperiment(actor, params.experiment),
);
