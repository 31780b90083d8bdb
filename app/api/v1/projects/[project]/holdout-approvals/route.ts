import { route } from "@/lib/http/route";
import { approveForHoldoutRoute, listHoldoutApprovalsRoute } from "@/lib/runs/approval-contract";
import { approveForHoldout } from "@/lib/runs/approve-for-holdout";
import { listHoldoutApprovals } from "@/lib/runs/read-holdout-approvals";

export const GET = route(listHoldoutApprovalsRoute, (actor) => listHoldoutApprovals(actor));

export const POST = route(approveForHoldoutRoute, (actor, { body }) =>
  approveForHoldout(actor, body),
);
