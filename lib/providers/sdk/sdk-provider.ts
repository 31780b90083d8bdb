import "server-only";
import { setMaxListeners } from "node:events";
import type { ToolCall } from "@/lib/providers/contract";
import type {
  CompleteOptions,
  EmbedRequest,
  EmbedResponse,
  ModelRequest,
  ModelResponse,
  Provider,
} from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { computeCost, type PricedModel } from "@/lib/providers/usage/prices";
import { requestIdOf, toProviderError } from "./to-provider-error";
import {
  type SdkAnswer,
  type SdkEmbeddingModel,
  type SdkModel,
  toArguments,
  toFinishReason,
  toSdkCall,
} from "./to-sdk-call";

export const DEFAULT_TIMEOUT_MS = 300_000;

export type SdkProviderParts = {
  priced: Omit<PricedModel, "model">;
  /** Struck out of every error message. */
  secret: string | null;
  loadModel: (name: string) => Promise<SdkModel>;
  /** Null where the provider has no embeddings. */
  loadEmbeddingModel: ((name: string) => Promise<SdkEmbeddingModel>) | null;
  listModels: (signal: AbortSignal) => Promise<string[]>;
};

/**
 * Every provider with a network behind it, through the AI SDK's model objects. We call `doGenerate`
 * and `doStream` themselves, not `generateText`: its layers (steps, retries, telemetry) cost more
 * than twice the processor time of a call and do what the runner does already.
 */
export function makeSdkProvider(parts: SdkProviderParts): Provider {
  const { loadEmbeddingModel } = parts;
  return {
    ...(loadEmbeddingModel && {
      embed: (request: EmbedRequest, options: Pick<CompleteOptions, "signal" | "timeoutMs">) =>
        withDeadline(options, parts.secret, async (signal) =>
          embedded(parts.priced, await loadEmbeddingModel(request.model), request, signal),
        ),
    }),
    complete: (request, options) =>
      withDeadline(options, parts.secret, async (signal) => {
        const startedAt = performance.now();
        const model = await parts.loadModel(request.model);
        const answer = options.onText
          ? await streamed(model, request, signal, options.onText, startedAt)
          : await whole(model, request, signal);
        return toResponse(parts.priced, request, answer, performance.now() - startedAt);
      }),
    listModels: (signal) =>
      withDeadline({ signal, timeoutMs: 20_000 }, parts.secret, parts.listModels),
  };
}

/** An embedding is all input. */
const noTokens = {
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

async function embedded(
  priced: Omit<PricedModel, "model">,
  model: SdkEmbeddingModel,
  request: EmbedRequest,
  signal: AbortSignal,
): Promise<EmbedResponse> {
  const startedAt = performance.now();
  const result = await model.doEmbed({ values: request.texts, abortSignal: signal });
  const latencyMs = performance.now() - startedAt;
  if (result.embeddings.length !== request.texts.length) {
    throw new ProviderError("server", "The server sent another number of embeddings.");
  }
  const inputTokens = result.usage?.tokens ?? null;
  const tokens = { ...noTokens, inputTokens };
  return {
    vectors: result.embeddings,
    usage: { ...tokens, ...computeCost({ ...priced, model: request.model }, tokens) },
    latencyMs,
    requestId: requestIdOf(result.response?.headers ?? {}),
  };
}

type Answer = {
  text: string;
  toolCalls: ToolCall[];
  finishReason: SdkAnswer["finishReason"];
  usage: SdkAnswer["usage"];
  timeToFirstTokenMs: number | null;
  requestId: string | null;
  model: string | null;
};

async function whole(model: SdkModel, request: ModelRequest, signal: AbortSignal): Promise<Answer> {
  const result = await model.doGenerate(toSdkCall(request, signal));
  let text = "";
  const toolCalls: ToolCall[] = [];
  for (const part of result.content) {
    if (part.type === "text") text += part.text;
    if (part.type === "tool-call" && !part.providerExecuted) toolCalls.push(toToolCall(part));
  }
  return {
    text,
    toolCalls,
    finishReason: result.finishReason,
    usage: result.usage,
    timeToFirstTokenMs: null,
    requestId: requestIdOf(result.response?.headers ?? {}) ?? result.response?.id ?? null,
    model: result.response?.modelId ?? null,
  };
}

async function streamed(
  model: SdkModel,
  request: ModelRequest,
  signal: AbortSignal,
  onText: (delta: string) => void,
  startedAt: number,
): Promise<Answer> {
  const { stream, response } = await model.doStream(toSdkCall(request, signal));
  const answer: Omit<Answer, "finishReason" | "usage"> = {
    text: "",
    toolCalls: [],
    timeToFirstTokenMs: null,
    requestId: requestIdOf(response?.headers ?? {}),
    model: null,
  };
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta" && part.delta !== "") {
      answer.timeToFirstTokenMs ??= performance.now() - startedAt;
      answer.text += part.delta;
      onText(part.delta);
    }
    if (part.type === "tool-call" && !part.providerExecuted) {
      answer.timeToFirstTokenMs ??= performance.now() - startedAt;
      answer.toolCalls.push(toToolCall(part));
    }
    if (part.type === "response-metadata") {
      answer.requestId ??= part.id ?? null;
      answer.model = part.modelId ?? answer.model;
    }
    if (part.type === "finish") {
      if (part.finishReason.raw === undefined && part.usage.outputTokens.total === undefined) break;
      return { ...answer, finishReason: part.finishReason, usage: part.usage };
    }
  }
  throw new ProviderError("network", "The stream ended before the answer was complete.", {
    requestId: answer.requestId,
  });
}

function toResponse(
  priced: Omit<PricedModel, "model">,
  request: ModelRequest,
  answer: Answer,
  latencyMs: number,
): ModelResponse {
  const { inputTokens: input, outputTokens: output } = answer.usage;
  const tokens = {
    inputTokens: input.total ?? null,
    cachedInputTokens: input.cacheRead ?? null,
    cacheWriteTokens: input.cacheWrite ?? null,
    outputTokens: output.total ?? null,
    reasoningTokens: output.reasoning ?? null,
  };
  return {
    text: answer.text,
    toolCalls: answer.toolCalls,
    finishReason: toFinishReason(answer.finishReason, answer.toolCalls.length > 0),
    usage: { ...tokens, ...computeCost({ ...priced, model: request.model }, tokens) },
    latencyMs,
    timeToFirstTokenMs: answer.timeToFirstTokenMs,
    requestId: answer.requestId,
    model: answer.model ?? request.model,
  };
}

function toToolCall(part: { toolCallId: string; toolName: string; input: string }): ToolCall {
  return { id: part.toolCallId, name: part.toolName, arguments: toArguments(part.input) };
}

/** One controller per call: combining long-lived signals with AbortSignal.any leaks in Node 20. */
async function withDeadline<Result>(
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS }: Pick<CompleteOptions, "signal" | "timeoutMs">,
  secret: string | null,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const cancelled = () => new ProviderError("cancelled", "The call was cancelled.");
  if (signal.aborted) throw cancelled();
  const controller = new AbortController();
  const cancel = () => controller.abort(cancelled());
  const timer = setTimeout(() => {
    const seconds = Math.round(timeoutMs / 100) / 10;
    controller.abort(new ProviderError("timeout", `No complete answer within ${seconds} s.`));
  }, timeoutMs);
  // Every call of a run listens to the run's one signal, far more than the 10 Node warns about.
  setMaxListeners(0, signal);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await call(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : toProviderError(error, secret);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}
