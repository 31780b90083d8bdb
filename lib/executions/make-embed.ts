import "server-only";
import type { EmbedResponse, ModelResponse } from "@/lib/providers/provider";
import type { Embed } from "@/lib/scorers/score/score-similar";
import { type CallOptions, callModel } from "./call-model";
import type { ModelCall } from "./execution";
import type { FindModel } from "./open-models";

export interface EmbedOptions extends CallOptions {
  models: FindModel;
  /** Called once for every request, whether it was answered or not. */
  onCall: (call: ModelCall) => void | Promise<void>;
}

/** Asks models for embeddings: tried again, counted and priced like any other call. */
export function makeEmbed({ models, onCall, ...options }: EmbedOptions): Embed {
  return async ({ model, texts }) => {
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const { provider, connection } = opened;
    if (!provider.embed) {
      throw new Error(`The connection “${connection}” has no embeddings. Choose another one.`);
    }
    const { embed } = provider;
    let vectors: number[][] | null = null;
    const complete = async (_: unknown, limits: Parameters<typeof embed>[1]) => {
      const response = await embed({ model: model.name, texts }, limits);
      vectors = response.vectors;
      return asAnswer(model.name, response);
    };
    const request = { model: model.name, messages: [], settings: {} };
    const call = await callModel({ connection, provider: { complete } }, request, options);
    await onCall(call);
    if (vectors === null) throw new Error(call.error?.message ?? "There is no answer.");
    return vectors;
  };
}

const asAnswer = (
  model: string,
  { usage, latencyMs, requestId }: EmbedResponse,
): ModelResponse => ({
  text: "",
  toolCalls: [],
  finishReason: "stop",
  usage,
  latencyMs,
  timeToFirstTokenMs: null,
  requestId,
  model,
});
