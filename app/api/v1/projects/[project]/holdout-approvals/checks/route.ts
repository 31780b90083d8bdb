import { route } from "@/lib/http/route";
import { checkHoldoutRunRoute } from "@/lib/runs/approval-contract";
import { checkHoldoutRun } from "@/lib/runs/read-holdout-approvals";

export const POST = route(checkHoldoutRunRoute, (actor, { body }) => checkHoldoutRun(actor, body));
