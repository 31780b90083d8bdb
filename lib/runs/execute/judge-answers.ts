import type { Judge } from "@/lib/scorers/score/judge-request";
import { type CallOptions, callModel } from "./call-model";
import type { JudgeCall } from "./result-row";
import type { makeRunModels } from "./run-models";
import { toReply, withSchemaIfTaken } from "./take-schema";

/** A judge of a run: its calls are retried like the model's own, and each one is reported. */
export function makeJudge(
  models: ReturnType<typeof makeRunModels>,
  { onCall, ...options }: CallOptions & { onCall: (call: JudgeCall) => void },
): Judge {
  return async ({ messages, schema, settings = {}, model }) => {
    if (!model) throw new Error("The scorer names no model to judge with.");
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const startedAt = performance.now();
    const request = { model: model.name, messages, settings, outputSchema: schema };
    const { provider } = opened;
    const outcome = await withSchemaIfTaken(request, (each) => callModel(provider, each, options));
    const base = { connection: model.provider, model: model.name };
    if (!outcome.ok) {
      const { message, requestId } = outcome.error;
      onCall({
        ...base,
        ...nothing,
        requestId,
        error: message,
        latencyMs: performance.now() - startedAt,
      });
      throw outcome.error;
    }
    const { usage, costUsd, latencyMs, requestId, recorded } = outcome.response;
    const { inputTokens, cachedInputTokens, outputTokens } = usage;
    onCall({
      ...base,
      inputTokens,
      cachedInputTokens,
      outputTokens,
      costUsd: recorded ? 0 : costUsd,
      latencyMs,
      requestId,
      error: null,
    });
    return toReply(outcome.response);
  };
}

const nothing = { inputTokens: null, cachedInputTokens: null, outputTokens: null, costUsd: null };
