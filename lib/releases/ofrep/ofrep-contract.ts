import { z } from "zod";
import { defineRoute, Json } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";
import { Served } from "@/lib/releases/serving/serving-contract";

const reading = { scope: "prompts:read" } as const;

/** What an OpenFeature provider sends: the targeting key is the unit; what else it knows is of no use here. */
export const EvaluationRequest = z
  .object({
    context: z
      .object({
        targetingKey: z.string().max(500).optional(),
        environment: z.string().min(1).max(40).default("production"),
      })
      .catchall(Json)
      .default({ environment: "production" }),
  })
  .meta({ id: "OfrepEvaluationRequest" });
export type EvaluationRequest = z.infer<typeof EvaluationRequest>;

/**
 * `SPLIT`: a rollout drew the arm; `DEFAULT`: a rollout runs and no unit was named, so it is the stable version;
 * `STATIC`: everybody gets it; `TARGETING_MATCH`: the unit is pinned.
 */
export const Evaluation = z
  .object({
    key: z.string(),
    value: Served,
    /** An arm, or a version that the unit is pinned to, like `v3`. */
    variant: z.string(),
    reason: z.enum(["SPLIT", "STATIC", "DEFAULT", "TARGETING_MATCH"]),
    /** Values are texts, numbers or booleans only. */
    metadata: z.object({
      version: z.int(),
      environment: z.string(),
      arm: z.string().optional(),
      rolloutId: z.string().optional(),
    }),
  })
  .meta({ id: "OfrepEvaluation" });
export type Evaluation = z.infer<typeof Evaluation>;

export const EvaluationError = z
  .object({ key: z.string().optional(), errorCode: z.string(), errorDetails: z.string() })
  .meta({ id: "OfrepError" });
export type EvaluationError = z.infer<typeof EvaluationError>;

const ofrep = {
  method: "POST",
  access: reading,
  isHot: true,
  body: EvaluationRequest,
  ownError: { schema: EvaluationError, types: ["application/json"] },
} as const;

export const evaluateFlagRoute = defineRoute({
  ...ofrep,
  path: "/ofrep/v1/evaluate/flags/{key}",
  summary: "OpenFeature Remote Evaluation: the version of one prompt for a targeting key",
  params: z.object({ key: PromptName }),
  ownResponse: Evaluation,
});

export const evaluateFlagsRoute = defineRoute({
  ...ofrep,
  path: "/ofrep/v1/evaluate/flags",
  summary: "OpenFeature Remote Evaluation: every live prompt for a targeting key; ETag, 304",
  ownResponse: z.object({ flags: z.array(Evaluation) }).meta({ id: "OfrepEvaluations" }),
});
