import { route } from "@/lib/http/route";
import { acceptInvitation } from "@/lib/invitations/accept-invitation";
import { acceptInvitationRoute } from "@/lib/invitations/contract";

export const POST = route(acceptInvitationRoute, (account, { body }) =>
  acceptInvitation(account, body),
);
