import { route } from "@/lib/http/route";
import { checkRun } from "@/lib/runs/check-run";
import { checkRunRoute } from "@/lib/runs/start-contract";

export const POST = route(checkRunRoute, (actor, { body }) => checkRun(actor, body));
