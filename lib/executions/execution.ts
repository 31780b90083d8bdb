import type { ToolCall } from "@/lib/providers/contract";
import type { FinishReason } from "@/lib/providers/provider";
import type { Usage } from "@/lib/providers/usage-contract";

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

/** What one part of a target did. A prompt has one, its model call. */
export interface ExecutionStep extends ModelCall {
  kind: "prompt";
  key: string;
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
}

/** What was paid for a call or an execution; null when nobody knows. */
export const spentUsd = ({ recorded, usage }: Pick<ModelCall, "recorded" | "usage">) =>
  recorded ? 0 : usage.costUsd;
