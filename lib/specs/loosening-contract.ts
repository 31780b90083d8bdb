import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { DefaultScorers, EvalSetParams } from "@/lib/eval-sets/contract";
import { defineRoute, listOf, ProjectParams } from "@/lib/http/contract";
import { PromptParams } from "@/lib/prompts/contract";
import { SegmentParams, SegmentUpdate } from "@/lib/segments/contract";
import { WriteSpec } from "./contract";

/** What a change would loosen of one prompt that is live in a protected environment or under review. */
export const LoosenedPrompt = z
  .object({
    prompt: z.string(),
    /** Protected environments where it is live. */
    environments: z.array(z.string()),
    /** Numbers of its reviews under way. */
    reviews: z.array(z.int()),
    sentences: z.array(z.string()),
  })
  .meta({ id: "LoosenedPrompt" });
export type LoosenedPrompt = z.infer<typeof LoosenedPrompt>;

export const Loosening = listOf(LoosenedPrompt)
  .extend({
    /** The asker may save it all the same; otherwise saving it is 403. */
    mayLoosen: z.boolean(),
    /** Members who may, by name. */
    reviewers: z.array(Person),
  })
  .meta({ id: "Loosening" });
export type Loosening = z.infer<typeof Loosening>;

const at = "/api/v1/projects/{project}";
const writingSpecs = { scope: "prompts:write", role: "editor" } as const;
const writingEvals = { scope: "evals:write", role: "editor" } as const;

export const previewSpecLooseningRoute = defineRoute({
  method: "POST",
  path: `${at}/prompts/{name}/spec/loosenings`,
  summary: "What writing this spec would loosen; nothing is written",
  access: writingSpecs,
  params: PromptParams.extend(ProjectParams.shape),
  body: WriteSpec,
  response: Loosening,
});

/** Either another definition of the segment, or its removal. */
export const LoosenSegment = z.union([
  SegmentUpdate,
  z.strictObject({ isRemoved: z.literal(true) }),
]);
export type LoosenSegment = z.infer<typeof LoosenSegment>;

export const previewSegmentLooseningRoute = defineRoute({
  method: "POST",
  path: `${at}/segments/{segment}/loosenings`,
  summary: "What changing or removing the segment would loosen; nothing is written",
  access: writingEvals,
  params: ProjectParams.extend(SegmentParams.shape),
  body: LoosenSegment,
  response: Loosening,
});

/** Other scorers for the set, the cases to edit or remove, the revision to restore, or its holdout to unseal. */
export const LoosenEvalSet = z.union([
  z.strictObject({ scorers: DefaultScorers }),
  z.strictObject({ caseIds: z.array(z.string().min(1).max(200)).min(1).max(1_000) }),
  z.strictObject({ revision: z.int().min(0) }),
  z.strictObject({ isUnsealed: z.literal(true) }),
]);
export type LoosenEvalSet = z.infer<typeof LoosenEvalSet>;
export type LoosenEvalSetInput = z.input<typeof LoosenEvalSet>;

export const previewEvalSetLooseningRoute = defineRoute({
  method: "POST",
  path: `${at}/eval-sets/{name}/loosenings`,
  summary:
    "What other scorers, other cases, an older revision or an opened holdout would loosen; nothing is written",
  access: writingEvals,
  params: EvalSetParams,
  body: LoosenEvalSet,
  response: Loosening,
});
