import { z } from "zod";
import { defineRoute, Json, ProjectParams } from "@/lib/http/contract";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { VersionContent } from "@/lib/prompts/version-contract";
import { ChatMessage, ToolCall } from "@/lib/providers/contract";
import { RecordedResponse } from "@/lib/providers/replay/recording-contract";
import { Usage } from "@/lib/providers/usage/usage-contract";
import { Outcome } from "@/lib/runs/contract";
import { Score } from "@/lib/scorers/contract";

/**
 * One answer, to look at: of a draft's `content` or of a saved `version`. With `case` the case's own values
 * are filled in (`variables` win over them) and the set's scorers judge the answer.
 */
export const TryPrompt = z
  .strictObject({
    content: VersionContent.optional(),
    version: VersionNumber.optional(),
    variables: z.record(z.string().max(100), Json).default({}),
    /** Messages for placeholders, by the placeholder's name. */
    history: z
      .record(z.string().max(64), z.array(ChatMessage).max(200, "At most 200 messages."))
      .optional(),
    case: z
      .strictObject({ evalSet: z.string().min(1).max(120), caseId: z.string().min(1).max(200) })
      .optional(),
    /** The same request is answered as before, without a call. */
    cache: z.boolean().default(false),
  })
  .refine(({ content, version }) => (content === undefined) !== (version === undefined), {
    path: ["content"],
    error: "Give the content of a draft, or the number of a version; one of the two.",
  })
  .meta({ id: "TryPrompt" });
export type TryPrompt = z.infer<typeof TryPrompt>;
export type TryPromptInput = z.input<typeof TryPrompt>;

/** Data of the event `text`: the next piece of the answer. */
export const TryText = z.object({ delta: z.string() });
export type TryText = z.infer<typeof TryText>;

/** Data of the event `done`, the last one when there is an answer. `verdicts` only with a case. */
export const TryDone = z.object({
  text: z.string(),
  toolCalls: z.array(ToolCall),
  finishReason: RecordedResponse.shape.finishReason,
  usage: Usage,
  latencyMs: z.int(),
  firstTokenMs: z.int().nullable(),
  model: z.string(),
  recorded: z.boolean(),
  outcome: Outcome.optional(),
  verdicts: z.array(Score).optional(),
});
export type TryDone = z.infer<typeof TryDone>;

/** Data of the event `failed`, the last one when there is no answer. `detail` says what to do. */
export const TryFailed = z.object({
  problem: z.object({
    code: z.enum(["provider_failed", "internal"]),
    reason: z.string(),
    detail: z.string(),
    retryable: z.boolean(),
    requestId: z.string().nullable(),
  }),
});
export type TryFailed = z.infer<typeof TryFailed>;

export const tryPromptRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/prompts/{name}/tries",
  summary: "Try a draft or a version once; text/event-stream with `text`, then `done` or `failed`",
  access: { scope: "prompts:write", role: "editor" },
  params: PromptParams.extend(ProjectParams.shape),
  body: TryPrompt,
  maxBodyBytes: 8_000_000,
  files: ["text/event-stream"],
});
