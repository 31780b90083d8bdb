import { z } from "zod";
import { Email, Password, Person, PersonName, Role } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

/** An invitation that can still be accepted. Its link was shown once and is not known any more. */
export const Invitation = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    role: Role,
    createdBy: Person,
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof Invitation>;

export const CreateInvitation = z.strictObject({
  /** With one, only the person with this address can accept; without, whoever has the link. */
  email: Email.optional(),
  role: Role,
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const listInvitationsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/invitations",
  summary: "Invitations that are open",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  query: Page,
  response: listOf(Invitation),
});

export const createInvitationRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/invitations",
  summary: "Invite by a link that works once, for seven days; it is shown in this answer only",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: CreateInvitation,
  hasSecret: true,
  status: 201,
  response: Invitation.extend({ url: z.string() }),
});

export const revokeInvitationRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/projects/{project}/invitations/{invitation}",
  summary: "Revoke an invitation; its link stops working",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams.extend({ invitation: z.uuid() }),
  status: 204,
});

const Token = z.string().min(20).max(100);

/** Where accepting leads: the project's address. */
export const Accepted = z.object({ project: z.string() });
export type Accepted = z.infer<typeof Accepted>;

export const acceptInvitationRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/invitation-acceptances",
  summary: "Accept an invitation as the signed-in person",
  access: "account",
  body: z.strictObject({ token: Token }),
  status: 201,
  response: Accepted,
});

export const Register = z.strictObject({
  token: Token,
  name: PersonName,
  email: Email,
  password: Password,
});
export type Register = z.infer<typeof Register>;

export const registerRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/registrations",
  summary: "Accept an invitation as a new person",
  access: "public",
  body: Register,
  status: 201,
  response: Accepted,
});

/** What the page of a link says before anything is accepted. */
export const InvitationState = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("open"),
    project: z.object({ slug: z.string(), name: z.string() }),
    email: z.string().nullable(),
    role: Role,
    invitedBy: z.string(),
    expiresAt: Timestamp,
  }),
  z.object({ state: z.enum(["unknown", "too_many", "used", "revoked", "expired"]) }),
]);
export type InvitationState = z.infer<typeof InvitationState>;
