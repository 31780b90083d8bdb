import { z } from "zod";
import { Email, Password, PersonName, Role } from "@/lib/auth/contract";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";

export const ProjectSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, {
    error: "Use 1 to 48 lower-case letters, digits and inner hyphens, like northwind-support.",
  })
  .refine((slug) => !RESERVED.has(slug), { error: "This address is reserved." });

const RESERVED = new Set([
  "api",
  "ofrep",
  "sign-in",
  "set-up",
  "invitations",
  "reset-password",
  "new",
  "project",
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
