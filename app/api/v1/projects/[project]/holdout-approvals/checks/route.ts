import { route } from "@/lib/http/route";
import { checkHoldoutRunRoute } from "@/lib/runs/holdout/approval-contract";
import { checkHoldoutRun } from "@/lib/runs/holdout/list-holdout-approvals";

export const POST = route(checkHoldoutRunRoute, (actor, { body }) => checkHoldoutRun(actor, body));
