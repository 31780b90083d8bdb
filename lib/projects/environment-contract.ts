import { z } from "zod";
import { Role } from "@/lib/auth/contract";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";

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
