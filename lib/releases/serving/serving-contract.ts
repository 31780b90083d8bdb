import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";
import { VersionContent } from "@/lib/prompts/version-contract";

export const ServedVersion = z
  .object({
    prompt: z.string(),
    version: z.int(),
    environment: z.string(),
    messages: VersionContent.shape.messages,
    model: VersionContent.shape.model,
    settings: z.record(z.string(), z.unknown()),
    tools: z.unknown().optional(),
    outputSchema: z.unknown().optional(),
    retrieval: z.unknown().optional(),
    config: z.unknown().optional(),
  })
  .meta({ id: "ServedVersion" });
export type ServedVersion = z.infer<typeof ServedVersion>;

export const Served = ServedVersion.extend({
  assignment: z.object({ arm: z.enum(["stable", "candidate"]), rolloutId: z.string().optional() }),
}).meta({ id: "Served" });
export type Served = z.infer<typeof Served>;

/**
 * What an SDK keeps: whole versions. During a rollout `percent` (0 to 100) of the units get the candidate, chosen
 * by `assignArm` with `salt`.
 */
export const ServingDocument = z
  .object({
    stable: ServedVersion,
    candidate: ServedVersion.optional(),
    percent: z.number().optional(),
    salt: z.string().optional(),
    rolloutId: z.string().optional(),
  })
  .meta({ id: "ServingDocument" });
export type ServingDocument = z.infer<typeof ServingDocument>;

const reading = { scope: "prompts:read" } as const;

const serving = {
  method: "GET",
  access: reading,
  isHot: true,
  params: ProjectParams.extend({ name: PromptName }),
} as const;

const environment = z.string().min(1).max(40).default("production");

export const getServedRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/served",
  summary: "The one version for this unit, from memory; ETag; 404 when nothing is released there",
  query: z.object({ environment, unit: z.string().max(500).optional() }),
  hasEtag: true,
  ownResponse: Served,
});

export const getServingRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/serving",
  summary: "The serving document that an SDK keeps; ETag, 304",
  query: z.object({ environment }),
  hasEtag: true,
  ownResponse: ServingDocument,
});

export const streamServingRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/serving/stream",
  summary: "Server-sent events: the serving document at once and after every change",
  query: z.object({ environment }),
  files: ["text/event-stream"],
});
