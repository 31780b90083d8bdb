import { listExperimentsRoute, startExperimentRoute } from "@/lib/experiments/contract";
import { listExperiments } from "@/lib/experiments/reads";
import { startExperiment } from "@/lib/experiments/start-experiment";
import { route } from "@/lib/http/route";

export const GET = route(listExperimentsRoute, (actor, { query }) => listExperiments(actor, query));
export const POST = route(startExperimentRoute, (actor, { body }) => startExperiment(actor, body));
