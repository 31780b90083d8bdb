import "server-only";
import type { ModelRequest } from "@/lib/providers/provider";
import type { Judge } from "@/lib/scorers/score/judge-request";
import { type CallOptions, callModel } from "./call-model";
import type { ModelCall } from "./execution";
import type { FindModel } from "./open-models";

export interface JudgeOptions extends CallOptions {
  models: FindModel;
  /** Called once for every request, whether it was answered or not. */
  onCall: (call: ModelCall) => void | Promise<void>;
}

/** Asks the models that scorers judge with. Every call costs money, so every call is reported. */
export function makeJudge({ models, onCall, ...options }: JudgeOptions): Judge {
  return async ({ messages, schema, settings = {}, model }) => {
    if (!model) throw new Error("The scorer names no model to judge with.");
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const request = { model: model.name, messages, settings, outputSchema: schema };
    const ask = async (each: ModelRequest) => {
      const call = await callModel(opened, each, options);
      await onCall(call);
      return call;
    };
    const call = await withSchemaIfTaken(request, ask);
    if (call.output === null) throw new Error(call.error?.message ?? "There is no answer.");
    const { output: text, finishReason, toolCalls } = call;
    return { text, finishReason, toolCalls: toolCalls.length };
  };
}

/** What servers write that know no structured output. */
const SCHEMA_WORDS =
  /response_?format|json_?schema|structured|output_?config|responseSchema|grammar/i;

/**
 * Asks for an answer in the request's schema, and once more without it where the server does not take one: the
 * judge's rules ask for the same form in words.
 */
async function withSchemaIfTaken(
  request: ModelRequest,
  ask: (request: ModelRequest) => Promise<ModelCall>,
): Promise<ModelCall> {
  const call = await ask(request);
  const { error } = call;
  if (error?.reason !== "bad_request" || !SCHEMA_WORDS.test(error.message)) return call;
  const { outputSchema: _, ...plain } = request;
  return ask(plain);
}
