/**
 * Names of prompts with their variables, for completion and type checks. Empty: any name and any variables. Add yours
 * by module augmentation:
 *
 * ```ts
 * declare module "galley-sdk" {
 *   interface GalleyPrompts {
 *     "support/triage": { ticket: string };
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: applications add the members
export interface GalleyPrompts {}

/** A name of `GalleyPrompts` or, where that is empty, any text. */
export type PromptName = keyof GalleyPrompts extends never ? string : keyof GalleyPrompts & string;

/** The variables that `compile` takes for a prompt. */
export type VariablesOf<N extends PromptName> = N extends keyof GalleyPrompts
  ? GalleyPrompts[N]
  : Readonly<Record<string, unknown>>;

export { type Arm, assignArm } from "../../lib/deployments/assign-arm";
export type { Placeholders } from "./content/compile";
export type {
  ChainStep,
  ChatMessage,
  Fallback,
  JsonSchema,
  MessageRole,
  ModelRef,
  ModelSettings,
  PromptMessage,
  ServedVersion,
  ServingDocument,
  ToolCall,
  ToolDefinition,
} from "./content/prompt-content";
export type { CompileOptions, PromptHandle, PromptSource } from "./content/prompt-handle";
export type { Snapshot } from "./copies/snapshot";
export type { GalleyEvents, PromptChange, StalePrompt } from "./events";
export type { AiSdkCall } from "./formats/ai-sdk";
export type { AnthropicCall } from "./formats/anthropic";
export type { OpenAiCall } from "./formats/openai";
export { Galley } from "./galley";
export { GalleyError, type GalleyErrorCode, isGalleyError } from "./galley-error";
export type { GalleyOptions } from "./options";
export type {
  OutcomeInput,
  OutcomeResult,
  PrefetchResult,
  PromptOptions,
  ReadyResult,
} from "./requests";
export type { Outcome, StepInput, StepKind, TraceInput } from "./traces/trace-input";
export type { TrackDetails, TrackedCall } from "./traces/track-call";
export type { Usage } from "./traces/usage";
