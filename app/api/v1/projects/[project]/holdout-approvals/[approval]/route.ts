import { route } from "@/lib/http/route";
import { revokeHoldoutApprovalRoute } from "@/lib/runs/holdout/approval-contract";
import { revokeHoldoutApproval } from "@/lib/runs/holdout/revoke-holdout-approval";

export const DELETE = route(revokeHoldoutApprovalRoute, async (actor, { params }) => {
  await revokeHoldoutApproval(actor, params.approval);
  return new Response(null, { status: 204 });
});
