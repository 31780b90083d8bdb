import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";
import { ServedChain, VersionContent } from "@/lib/prompts/version-contract";

export const ServedVersion = z
  .object({
    prompt: z.string(),
    version: z.int(),
    environment: z.string(),
    messages: VersionContent.shape.messages,
    /** null: a chain, whose steps have their own. */
    model: VersionContent.shape.model.nullable(),
    settings: z.record(z.string(), z.unknown()),
    tools: z.unknown().optional(),
    outputSchema: z.unknown().optional(),
    retrieval: z.unknown().optional(),
    config: z.unknown().optional(),
    /** Of a chain: its steps, each prompt step with the whole version that it pins. */
    chain: ServedChain.optional(),
  })
  .meta({ id: "ServedVersion" });
export type ServedVersion = z.infer<typeof ServedVersion>;

const Arm = z.enum(["stable", "candidate"]);

export const Served = ServedVersion.extend({
  assignment: z.object({
    /** null: neither arm, but a version that the unit is pinned to. */
    arm: Arm.nullable(),
    rolloutId: z.string().optional(),
    /** A rule says what this unit gets; absent: the rollout does. */
    isPinned: z.literal(true).optional(),
  }),
}).meta({ id: "Served" });
export type Served = z.infer<typeof Served>;

/**
 * What an SDK keeps: whole versions. During a rollout `percent` (0 to 100) of the units get the candidate, chosen
 * by `assignArm` with `salt`. Units in `pins` get what they are pinned to instead, by `chooseVersion`: the first pin of
 * a unit counts. `versions` holds those that pins name and that are neither stable nor candidate.
 */
export const ServingDocument = z
  .object({
    stable: ServedVersion,
    candidate: ServedVersion.optional(),
    percent: z.number().optional(),
    salt: z.string().optional(),
    rolloutId: z.string().optional(),
    pins: z
      .array(
        z.union([
          z.object({ units: z.array(z.string()), arm: Arm }),
          z.object({ units: z.array(z.string()), version: z.int() }),
        ]),
      )
      .optional(),
    versions: z.array(ServedVersion).optional(),
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
