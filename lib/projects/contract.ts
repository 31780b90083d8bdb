import { z } from "zod";
import { Email, Password, Person, PersonName, Role, Scope } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

export const ProjectSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, {
    error: "Use 1 to 48 lower-case letters, digits and inner hyphens, like northwind-support.",
  })
  .refine((slug) => !RESERVED.has(slug), { error: "This address is reserved." });

const RESERVED = new Set([
  "api",
  "sign-in",
  "set-up",
  "invitations",
  "reset-password",
  "new",
  "profile",
  "projects",
]);

export const ProjectName = z.string().trim().min(1, "Write a name.").max(80);

export const CreateProject = z.strictObject({ slug: ProjectSlug, name: ProjectName });
export type CreateProject = z.infer<typeof CreateProject>;

export const Project = z
  .object({
    slug: z.string(),
    name: z.string(),
    isDemo: z.boolean(),
    role: Role,
    createdAt: Timestamp,
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof Project>;

export const listProjectsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects",
  summary: "The projects that you are a member of",
  access: "account",
  response: listOf(Project),
});

export const createProjectRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects",
  summary: "Create a project; you become its admin",
  access: "account",
  body: CreateProject,
  status: 201,
  response: Project,
});

export const getProjectRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}",
  summary: "One project, with your role in it",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  response: Project,
});

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1, "Name it after what will use it.").max(80),
  scopes: z
    .array(Scope)
    .min(1, "Choose at least one scope.")
    .transform((all) => [...new Set(all)]),
  expiresAt: Timestamp.refine((at) => new Date(at) > new Date(), {
    error: "Choose a time in the future.",
  }).optional(),
  /** E-mail of the member that the key acts as, with that member's role. Another member has to confirm it. */
  actsAs: Email.optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    lastFour: z.string(),
    scopes: z.array(Scope),
    actsAs: Person.nullable(),
    createdBy: Person,
    /** `pending`: it acts as a member who has not confirmed it, and does not work before that. */
    state: z.enum(["active", "pending"]),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;

export const listApiKeysRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/api-keys",
  summary: "The project's API keys that are not revoked, never the keys themselves",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  query: Page,
  response: listOf(ApiKey),
});

export const createApiKeyRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/api-keys",
  summary: "Create an API key; the answer is the only time that it is shown",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: CreateApiKey,
  hasSecret: true,
  status: 201,
  response: ApiKey.extend({ apiKey: z.string() }),
});

export const revokeApiKeyRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/projects/{project}/api-keys/{key}",
  summary: "Revoke an API key; it stops working at once",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams.extend({ key: z.uuid() }),
  status: 204,
});

/** What a client has to know of the key that it was given. */
export const OwnKey = z
  .object({
    name: z.string(),
    scopes: z.array(Scope),
    project: z.object({ slug: z.string(), name: z.string() }),
  })
  .meta({ id: "OwnKey" });
export type OwnKey = z.infer<typeof OwnKey>;

export const getOwnKeyRoute = defineRoute({
  method: "GET",
  path: "/api/v1/api-key",
  summary: "The API key that you send: its project and its scopes",
  access: "key",
  response: OwnKey,
});

/** A key that acts as the signed-in person. */
export const KeyAsMe = ApiKey.extend({
  project: z.object({ slug: z.string(), name: z.string() }),
}).meta({ id: "KeyAsMe" });
export type KeyAsMe = z.infer<typeof KeyAsMe>;

const KeyAsMeParams = z.object({ key: z.uuid() });

export const listKeysAsMeRoute = defineRoute({
  method: "GET",
  path: "/api/v1/account/api-keys",
  summary: "API keys that act as you, also those that wait for you",
  access: "account",
  response: listOf(KeyAsMe),
});

export const confirmKeyRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/api-keys/{key}/confirmation",
  summary: "Let an API key that somebody else made act as you; it never decides in your name",
  access: "account",
  params: KeyAsMeParams,
  status: 201,
  response: KeyAsMe,
});

export const declineKeyRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/account/api-keys/{key}",
  summary: "Revoke an API key that acts as you, confirmed or not",
  access: "account",
  params: KeyAsMeParams,
  status: 204,
});

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

export const Environment = z
  .object({
    name: z.string(),
    position: z.number().int(),
    requiredApprovals: z.number().int(),
    requiresGates: z.boolean(),
    releaseRole: Role,
    createdAt: Timestamp,
  })
  .meta({ id: "Environment" });
export type Environment = z.infer<typeof Environment>;

const environmentRules = {
  requiredApprovals: z.int().min(0).max(5, "At most 5 approvals."),
  requiresGates: z.boolean(),
  releaseRole: Role.exclude(["viewer"], { error: "Viewers do not release." }),
};

export const EnvironmentName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
    error: "Use 1 to 40 lower-case letters, digits and inner hyphens, like eu-production.",
  })
  .refine((name) => name !== "latest", { error: "“latest” always means the newest version." });

export const CreateEnvironment = z.strictObject({
  name: EnvironmentName,
  requiredApprovals: environmentRules.requiredApprovals.default(0),
  requiresGates: environmentRules.requiresGates.default(false),
  releaseRole: environmentRules.releaseRole.default("editor"),
});
export type CreateEnvironment = z.infer<typeof CreateEnvironment>;

/** `position` 0 is the first; the others move to make room. */
export const UpdateEnvironment = z
  .strictObject({ ...environmentRules, position: z.int().min(0).max(1000) })
  .partial();
export type UpdateEnvironment = z.infer<typeof UpdateEnvironment>;

export const listEnvironmentsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/environments",
  summary: "The project's environments in their order, with what a release needs",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  response: listOf(Environment),
});

export const createEnvironmentRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/environments",
  summary: "Add an environment",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: CreateEnvironment,
  status: 201,
  response: Environment,
});

export const editEnvironmentRoute = defineRoute({
  method: "PATCH",
  path: "/api/v1/projects/{project}/environments/{environment}",
  summary: "Change what a release to this environment needs, or its place in the order",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams.extend({ environment: z.string() }),
  body: UpdateEnvironment,
  response: Environment,
});

/** First set-up: the first person, who becomes the admin of the first project. */
export const SetUp = z.strictObject({
  token: z.string().min(20).max(100),
  name: PersonName,
  email: Email,
  password: Password,
  project: CreateProject,
});
export type SetUp = z.infer<typeof SetUp>;

export const setUpRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/set-up",
  summary: "Create the first person and the first project, with the link of the first start",
  access: "public",
  body: SetUp,
  status: 201,
  response: z.object({ project: z.string() }),
});
