import { retryExperimentRoute } from "@/lib/experiments/contract";
import { retryExperiment } from "@/lib/experiments/retry-experiment";
import { route } from "@/lib/http/route";

export const POST = route(retryExperimentRoute, (actor, { params }) =>
  retryExperiment(actor, params.experiment),
);
