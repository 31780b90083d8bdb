import { route } from "@/lib/http/route";
import { revokeInvitationRoute } from "@/lib/invitations/contract";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";

export const DELETE = route(revokeInvitationRoute, async (actor, { params }) => {
  await revokeInvitation(actor, params);
  return new Response(null, { status: 204 });
});
