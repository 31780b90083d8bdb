import { route } from "@/lib/http/route";
import { listRunsRoute, startRunRoute } from "@/lib/runs/contract";
import { listRuns } from "@/lib/runs/reads";
import { startRun } from "@/lib/runs/start-run";

export const GET = route(listRunsRoute, (actor, { query }) => listRuns(actor, query));
export const POST = route(startRunRoute, (actor, { body }) => startRun(actor, body));
