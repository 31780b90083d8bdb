import type { StepKind } from "@/lib/prompts/chain/chain-content";
import type { ToolCall } from "@/lib/providers/contract";
import type { FinishReason } from "@/lib/providers/provider";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";

/** Why there is no answer. `message` is safe to show and to store. */
export interface ExecutionError {
  /** A provider's (`rate_limited`, `auth` …), `template` when the input does not fill it, or `connection`. */
  reason: string;
  message: string;
  /** Of HTTP, where the server answered. */
  status: number | null;
  /** Whether the same may succeed later. */
  retryable: boolean;
}

/** One request to a model with all its attempts. */
export interface ModelCall {
  /** The connection's name, and the model as it was asked for. */
  connection: string;
  model: string;
  /** The model that answered, as the provider names it. */
  answeredBy: string | null;
  /** Null: there is no answer, and `error` says why. */
  output: string | null;
  toolCalls: ToolCall[];
  finishReason: FinishReason | null;
  usage: Usage;
  /** Of the attempt that answered; without an answer, of all attempts and waits together. */
  latencyMs: number;
  /** Only a streamed answer has one. */
  firstTokenMs: number | null;
  /** The provider's, for its support. */
  requestId: string | null;
  retries: number;
  /** The answer of an earlier call, with what that one used and took: nothing was paid for it again. */
  recorded: boolean;
  error: ExecutionError | null;
}

/** Where a step's output comes from: it ran, an earlier execution, the answers that its tool declares, or a person. */
export type StepMode = "live" | "recorded" | "canned" | "set";

/** What one step of a chain did; a prompt has one, its model call. */
export interface ExecutionStep {
  key: string;
  kind: StepKind;
  mode: StepMode;
  /**
   * `failed`: a validation did not pass. `errored`: there is no answer. `skipped`: another branch was taken.
   * `not_reached`: the chain ended before.
   */
  status: "ok" | "failed" | "errored" | "skipped" | "not_reached";
  /** What its input expressions gave, by name. */
  input: JsonObject;
  output: JsonValue;
  /** Why it failed or has no answer; null when it did neither. */
  reason: string | null;
  /** Of all attempts. */
  latencyMs: number;
  usage: Usage;
  retries: number;
  /** Requests to models, with those that were tried again. */
  calls: ModelCall[];
  error: ExecutionError | null;
}

/** One target run on one input. */
export interface Execution {
  /** Null: there is no answer, and `error` says why. */
  output: string | null;
  toolCalls: ToolCall[];
  /** In their order; none when nothing was called. */
  steps: ExecutionStep[];
  usage: Usage;
  /** Of the answer; null without one. */
  latencyMs: number | null;
  firstTokenMs: number | null;
  finishReason: FinishReason | null;
  /** The model that answered, as the provider names it. */
  answeredBy: string | null;
  requestId: string | null;
  retries: number;
  recorded: boolean;
  error: ExecutionError | null;
  /** A step whose failure went to a person instead of an answer. */
  escalatedBy?: string;
}

/** What was paid for a call; null when nobody knows. */
export const spentUsd = ({ recorded, usage }: Pick<ModelCall, "recorded" | "usage">) =>
  recorded ? 0 : usage.costUsd;

/** Requests to models that an execution made, with those that had no answer. */
export const listCalls = ({ steps }: Pick<Execution, "steps">): ModelCall[] =>
  steps.flatMap(({ calls }) => calls);

/** What was paid for an execution; null when nobody knows. */
export function executionCostUsd({ steps }: Pick<Execution, "steps">): number | null {
  const costs = listCalls({ steps }).map(spentUsd);
  return costs.every((cost) => cost !== null)
    ? costs.reduce((sum: number, cost) => sum + cost, 0)
    : null;
}
