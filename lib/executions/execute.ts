import "server-only";
import { unknownUsage } from "@/lib/providers/usage";
import { type CallOptions, callModel } from "./call-model";
import type { Execution, ExecutionError, ModelCall } from "./execution";
import type { FindModel } from "./open-models";
import { type Recordings, withRecordings } from "./recorded-answers";
import { describeUnrendered, type ExecutionInput, renderPrompt, requestOf } from "./render-target";
import type { PromptTarget, Target } from "./target";

export interface ExecuteOptions extends CallOptions {
  models: FindModel;
  /** Answers from recordings what was asked before, and records the rest; null: everything is called. */
  recordings?: Recordings | null;
}

/**
 * Runs a target on one input. Whatever keeps it from an answer (an input that does not fill it, a provider
 * that refuses) is the execution's `error`; it throws only what is our own mistake.
 */
export async function execute(
  target: Target,
  input: ExecutionInput,
  options: ExecuteOptions,
): Promise<Execution> {
  switch (target.kind) {
    case "prompt":
      return executePrompt(target, input, options);
  }
}

async function executePrompt(
  { content }: PromptTarget,
  input: ExecutionInput,
  { models, recordings = null, ...options }: ExecuteOptions,
): Promise<Execution> {
  const rendered = renderPrompt(content, input);
  if (!rendered.ok) {
    const message = describeUnrendered(rendered);
    return notExecuted({ reason: "template", message, status: null, retryable: false });
  }
  const model = await models(content.model.provider);
  if (!model) {
    const message = `The model connection “${content.model.provider}” no longer exists.`;
    return notExecuted({ reason: "connection", message, status: null, retryable: false });
  }
  const opened = recordings ? withRecordings(model, recordings) : model;
  const call = await callModel(opened, requestOf(content, rendered.messages), options);
  return executionOf(call);
}

function executionOf(call: ModelCall): Execution {
  return {
    output: call.output,
    toolCalls: call.toolCalls,
    steps: [{ kind: "prompt", key: "answer", ...call }],
    usage: call.usage,
    latencyMs: call.error ? null : call.latencyMs,
    firstTokenMs: call.firstTokenMs,
    finishReason: call.finishReason,
    answeredBy: call.answeredBy,
    requestId: call.requestId,
    retries: call.retries,
    recorded: call.recorded,
    error: call.error,
  };
}

function notExecuted(error: ExecutionError): Execution {
  return {
    output: null,
    toolCalls: [],
    steps: [],
    usage: unknownUsage("no_answer"),
    latencyMs: null,
    firstTokenMs: null,
    finishReason: null,
    answeredBy: null,
    requestId: null,
    retries: 0,
    recorded: false,
    error,
  };
}
