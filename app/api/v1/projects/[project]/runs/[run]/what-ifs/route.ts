import { route } from "@/lib/http/route";
import { listWhatIfs } from "@/lib/runs/what-if/list-what-ifs";
import { planWhatIf, startWhatIf } from "@/lib/runs/what-if/start-what-if";
import { listWhatIfsRoute, startWhatIfRoute } from "@/lib/runs/what-if/what-if-contract";

export const GET = route(listWhatIfsRoute, (actor, { params }) => listWhatIfs(actor, params.run));
export const POST = route(startWhatIfRoute, async (actor, { params, query, body }) =>
  query.plan === "true"
    ? Response.json(await planWhatIf(actor, params.run, body))
    : Response.json(await startWhatIf(actor, params.run, body), { status: 202 }),
);
