import { z } from "zod";
import { defineRoute, Json, ProjectParams } from "@/lib/http/contract";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { Usage } from "@/lib/providers/usage/usage-contract";
import { Outcome } from "@/lib/runs/contract";
import { StepResult } from "@/lib/runs/step-contract";
import { TryFailed, TryPrompt } from "@/lib/runs/try/try-contract";
import { Score } from "@/lib/scorers/contract";

/**
 * A chain once, to look at: of a draft's `content` or of a saved `version`. Steps in `outputs` do not run; what stands
 * there is their output, such as what they gave last time. So a draft cut after a step, with the outputs of the steps
 * before it, runs that one step alone.
 */
export const TryChain = z
  .strictObject({
    content: ChainContent.optional(),
    version: VersionNumber.optional(),
    variables: TryPrompt.shape.variables,
    case: TryPrompt.shape.case,
    outputs: z.record(z.string().max(40), Json).default({}),
    cache: z.boolean().default(false),
  })
  .refine(({ content, version }) => (content === undefined) !== (version === undefined), {
    path: ["content"],
    error: "Give the content of a draft, or the number of a version; one of the two.",
  })
  .meta({ id: "TryChain" });
export type TryChain = z.infer<typeof TryChain>;
export type TryChainInput = z.input<typeof TryChain>;

/** Data of the event `step`: a step begins, or has ended with what it was given and gave. */
export const TriedStep = z.union([
  z.object({ key: z.string(), status: z.literal("running") }),
  StepResult.extend({
    status: z.enum(["ok", "failed", "errored", "skipped", "not_reached"]),
    input: z.record(z.string(), Json),
    calls: z.int(),
  }),
]);
export type TriedStep = z.infer<typeof TriedStep>;

/** Data of the event `done`. `verdicts` and the steps' verdicts only with a case. */
export const TryChainDone = z.object({
  output: z.string().nullable(),
  steps: z.array(StepResult),
  firstWrongStep: z.string().nullable(),
  /** The step whose failure goes to a person. */
  escalatedBy: z.string().optional(),
  usage: Usage,
  latencyMs: z.int(),
  calls: z.int(),
  outcome: Outcome.optional(),
  verdicts: z.array(Score).optional(),
});
export type TryChainDone = z.infer<typeof TryChainDone>;

export { TryFailed as TryChainFailed };

export const tryChainRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/chains/{name}/tries",
  summary:
    "Try a draft or a version of a chain once; text/event-stream with `step`, then `done` or `failed`",
  access: { scope: "prompts:write", role: "editor" },
  params: PromptParams.extend(ProjectParams.shape),
  body: TryChain,
  maxBodyBytes: 8_000_000,
  files: ["text/event-stream"],
});
