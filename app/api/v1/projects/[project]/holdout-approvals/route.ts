import { route } from "@/lib/http/route";
import {
  approveForHoldoutRoute,
  listHoldoutApprovalsRoute,
} from "@/lib/runs/holdout/approval-contract";
import { approveForHoldout } from "@/lib/runs/holdout/approve-for-holdout";
import { listHoldoutApprovals } from "@/lib/runs/holdout/list-holdout-approvals";

export const GET = route(listHoldoutApprovalsRoute, (actor) => listHoldoutApprovals(actor));

export const POST = route(approveForHoldoutRoute, (actor, { body }) =>
  approveForHoldout(actor, body),
);
