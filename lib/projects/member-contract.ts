import { z } from "zod";
import { Role } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

export const Member = z
  .object({
    id: z.string().meta({ description: "The person's id" }),
    name: z.string(),
    email: z.string(),
    role: Role,
    isDemo: z.boolean(),
    joinedAt: Timestamp,
    lastSeenAt: Timestamp.nullable(),
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof Member>;

const MemberParams = ProjectParams.extend({ member: z.uuid() });

export const listMembersRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/members",
  summary: "The people of the project and their roles",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  query: Page,
  response: listOf(Member),
});

export const UpdateRole = z.strictObject({ role: Role });
export type UpdateRole = z.infer<typeof UpdateRole>;

export const changeRoleRoute = defineRoute({
  method: "PATCH",
  path: "/api/v1/projects/{project}/members/{member}",
  summary: "Give a member another role, from the next request on",
  access: { scope: "admin", role: "admin" },
  params: MemberParams,
  body: UpdateRole,
  response: Member,
});

export const removeMemberRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/projects/{project}/members/{member}",
  summary: "Remove a member, or leave the project oneself",
  access: { scope: "admin" },
  params: MemberParams,
  status: 204,
});

/** A link that is shown once; only the hash of its token is kept. */
export const OnceLink = z.object({ url: z.string(), expiresAt: Timestamp });
export type OnceLink = z.infer<typeof OnceLink>;

export const createPasswordResetRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/members/{member}/password-resets",
  summary: "Make a link by which a member sets a new password; it works once, for a day",
  access: { scope: "admin", role: "admin" },
  params: MemberParams,
  hasSecret: true,
  status: 201,
  response: OnceLink,
});
