import "server-only";
import type { Judge } from "@/lib/scorers/score/judge-prompt";
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
  return async ({ messages, schema, model }) => {
    if (!model) throw new Error("The scorer names no model to judge with.");
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const request = { model: model.name, messages, settings: {}, outputSchema: schema };
    const call = await callModel(opened, request, options);
    await onCall(call);
    if (call.output === null) throw new Error(call.error?.message ?? "There is no answer.");
    return call.output;
  };
}
