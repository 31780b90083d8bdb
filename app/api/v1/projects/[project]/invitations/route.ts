import { route } from "@/lib/http/route";
import { createInvitationRoute, listInvitationsRoute } from "@/lib/invitations/contract";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { listInvitations } from "@/lib/invitations/reads";

export const GET = route(listInvitationsRoute, (actor, { query }) => listInvitations(actor, query));
export const POST = route(createInvitationRoute, (actor, { body }) =>
  createInvitation(actor, body),
);
