import { route } from "@/lib/http/route";
import { listRunsRoute } from "@/lib/runs/contract";
import { parseOutputList } from "@/lib/runs/import/import-outputs";
import { recordRun } from "@/lib/runs/import/record-run";
import { listRuns } from "@/lib/runs/list-runs";
import { startRunRoute } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";

export const GET = route(listRunsRoute, (actor, { query }) => listRuns(actor, query));
export const POST = route(startRunRoute, (actor, { body: { outputs, ...run } }) =>
  outputs ? recordRun(actor, run, parseOutputList(outputs)) : startRun(actor, run),
);
