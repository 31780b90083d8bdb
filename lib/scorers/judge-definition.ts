import { z } from "zod";
import { PromptMessage } from "@/lib/prompts/version-contract";
import { ModelRef, ModelSettings } from "@/lib/providers/contract";

export const JudgeKind = z.enum(["rubric", "label", "pairwise", "grounded"]);
export type JudgeKind = z.infer<typeof JudgeKind>;

/** What a prompt of a judge may name. */
export const JUDGE_VARIABLES = ["input", "output", "expected", "policy", "context"] as const;

/** One of the words that a judge of kind `label` chooses from. */
export const PassingLabel = z.strictObject({
  label: z.string().trim().min(1, "Name the label.").max(100, "At most 100 characters."),
  passes: z.boolean(),
});
export type PassingLabel = z.infer<typeof PassingLabel>;

/** What people and judges of the other kinds say. */
export const PASS_OR_FAIL: readonly PassingLabel[] = [
  { label: "pass", passes: true },
  { label: "fail", passes: false },
];

/** Everything that decides what a judge says. Stored with each run that asks it. */
export const JudgeDefinition = z.object({
  name: z.string(),
  kind: JudgeKind,
  prompt: z.string(),
  version: z.int(),
  messages: z.array(PromptMessage),
  model: ModelRef,
  settings: ModelSettings,
  policy: z.string(),
  threshold: z.number().nullable(),
  labels: z.array(PassingLabel),
  hash: z.string(),
});
export type JudgeDefinition = z.infer<typeof JudgeDefinition>;

/** What decides which words a judge and people use. */
export interface JudgeWords {
  kind: JudgeKind;
  labels: readonly PassingLabel[];
}

/** The judges of a run by name, as they were when it started. */
export const JudgeDefinitions = z.record(z.string(), JudgeDefinition);
export type JudgeDefinitions = z.infer<typeof JudgeDefinitions>;

/** The words that people choose from when they label for this judge. */
export const labelsOf = ({ kind, labels }: JudgeWords): readonly PassingLabel[] =>
  kind === "label" ? labels : PASS_OR_FAIL;
