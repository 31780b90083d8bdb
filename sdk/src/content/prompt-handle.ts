import type { Arm } from "../../../lib/deployments/assign-arm";
import { type AiSdkCall, toAiSdkCall } from "../formats/ai-sdk";
import { type AnthropicCall, toAnthropicCall } from "../formats/anthropic";
import { type OpenAiCall, toOpenAiCall } from "../formats/openai";
import { GalleyError } from "../galley-error";
import type { PromptName, VariablesOf } from "../index";
import { randomId } from "../random-id";
import { compileMessages, type Placeholders } from "./compile";
import type {
  ChainStep,
  ChatMessage,
  JsonSchema,
  ModelRef,
  ModelSettings,
  PromptMessage,
  ToolDefinition,
} from "./prompt-content";
import { writeToken } from "./token";

/** Where a prompt came from. `memory` of this process counts as `network`. */
export type PromptSource = "network" | "disk" | "bootstrap" | "fallback";

export interface CompileOptions {
  /** Messages for placeholders, by the placeholder's name; one without messages is left out. */
  placeholders?: Placeholders;
}

/** Who asks for what. */
export interface HandlePlace<N extends PromptName> {
  name: N;
  /** Empty while it is not known. */
  project: string;
  environment: string;
  unit: string | undefined;
  traceId: string | undefined;
}

/** What is served; made by the client only. */
export interface HandleParts {
  version: number | null;
  messages: readonly PromptMessage[];
  model: ModelRef | null;
  settings: ModelSettings;
  tools: ToolDefinition[] | undefined;
  outputSchema: JsonSchema | undefined;
  steps: readonly ChainStep[];
  arm: Arm | null;
  isPinned: boolean;
  rolloutId: string | undefined;
  source: PromptSource;
  ageMs: number;
  isStale: boolean;
}

/** One prompt for one unit, as it was served at one moment. It never changes; ask again for each request. */
export class PromptHandle<N extends PromptName = PromptName> {
  readonly name: N;
  readonly environment: string;
  /** Null for a fallback. */
  readonly version: number | null;
  /** As written, with `{{variables}}` and placeholders. Shared with other handles: do not change them. */
  readonly messages: readonly PromptMessage[];
  /** Null for a fallback without a model. */
  readonly model: ModelRef | null;
  readonly settings: ModelSettings;
  readonly tools: ToolDefinition[] | undefined;
  /** A JSON Schema for the answer. */
  readonly outputSchema: JsonSchema | undefined;
  /** Of a chain, in their order; empty for a prompt. */
  readonly steps: readonly ChainStep[];
  /** Of the rollout; `stable` while none runs, null for a fallback, a version by number and a pinned version. */
  readonly arm: Arm | null;
  /** A rule in Galley says what this unit gets; no rollout drew it. */
  readonly isPinned: boolean;
  readonly rolloutId: string | undefined;
  readonly source: PromptSource;
  /** Milliseconds since Galley last confirmed that this is live; 0 for a fallback and for a version by number. */
  readonly ageMs: number;
  /** Older than `maxAgeMs`: Galley could not be asked, and the last known good copy was served. */
  readonly isStale: boolean;
  readonly unit: string | undefined;
  #project: string;
  #traceId: string | undefined;

  /** @internal Two arguments: to copy one into the other would take ten times as long as all the rest of a read. */
  constructor(place: HandlePlace<N>, parts: HandleParts) {
    this.name = place.name;
    this.environment = place.environment;
    this.version = parts.version;
    this.messages = parts.messages;
    this.model = parts.model;
    this.settings = parts.settings;
    this.tools = parts.tools;
    this.outputSchema = parts.outputSchema;
    this.steps = parts.steps;
    this.arm = parts.arm;
    this.isPinned = parts.isPinned;
    this.rolloutId = parts.rolloutId;
    this.source = parts.source;
    this.ageMs = parts.ageMs;
    this.isStale = parts.isStale;
    this.unit = place.unit;
    this.#project = place.project;
    this.#traceId = place.traceId;
  }

  get isFallback(): boolean {
    return this.source === "fallback";
  }

  /** The id of the trace that `track` sends and `token` points at. */
  get traceId(): string {
    this.#traceId ??= randomId();
    return this.#traceId;
  }

  /** What `outcome` needs, in this or another process. Opaque, URL-safe, no secret; keep it beside the answer. */
  get token(): string {
    const { traceId, name, environment, version, arm } = this;
    return writeToken({ project: this.#project, traceId, prompt: name, environment, version, arm });
  }

  /** The prompt of one step of a chain; its token and trace are the chain's. Throws `not_found` without such a step. */
  step(key: string): PromptHandle {
    const prompt = this.steps.find((step) => step.key === key)?.prompt;
    if (!prompt) throw new GalleyError("not_found", `${this.name} has no prompt step “${key}”.`);
    const { traceId, version } = this;
    return new PromptHandle(
      { ...this, project: this.#project, traceId },
      { ...this, tools: undefined, outputSchema: undefined, ...prompt, version, steps: [] },
    );
  }

  /**
   * The messages with their variables filled in, by the rules of Galley's editor. Objects and lists become JSON.
   * Throws a `GalleyError`: `missing_variable` names every variable that was not given; `too_large` beyond 2 million
   * characters.
   */
  compile(
    variables = {} as VariablesOf<N>,
    { placeholders = {} }: CompileOptions = {},
  ): ChatMessage[] {
    const title = `${this.name} ${this.version === null ? "(fallback)" : `v${this.version}`}`;
    return compileMessages(title, this.messages, variables, placeholders);
  }

  /** Parameters of OpenAI's `chat.completions.create`. Throws as `compile` does. */
  toOpenAI(variables = {} as VariablesOf<N>, options?: CompileOptions): OpenAiCall {
    return toOpenAiCall(this, this.compile(variables, options));
  }

  /** Parameters of Anthropic's `messages.create`; without `maxOutputTokens`, `max_tokens` is 4,096. */
  toAnthropic(variables = {} as VariablesOf<N>, options?: CompileOptions): AnthropicCall {
    return toAnthropicCall(this, this.compile(variables, options));
  }

  /** Everything but the model for `generateText` and `streamText` of the Vercel AI SDK. */
  toAiSdk(variables = {} as VariablesOf<N>, options?: CompileOptions): AiSdkCall {
    return toAiSdkCall(this, this.compile(variables, options));
  }
}
