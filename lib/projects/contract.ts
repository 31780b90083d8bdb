import { z } from "zod";
import { Email, Person, Role, Scope } from "@/lib/auth/contract";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";

export const ProjectSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, {
    error: "Use 1 to 48 lower-case letters, digits and inner hyphens, like northwind-support.",
  })
  .refine((slug) => !RESERVED.has(slug), { error: "This word is taken by an address of Galley." });

const RESERVED = new Set(["api", "sign-in", "set-up", "invitations", "new", "profile", "projects"]);

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
  /** E-mail of the member that the key acts as, with that member's role. */
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
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;
