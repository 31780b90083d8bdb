import "server-only";
import {
  modelOf,
  type PromptContent,
  type VersionedContent,
} from "@/lib/prompts/versioned-content";
import { unknownUsage } from "@/lib/providers/usage";
import { type CallOptions, callModel } from "./call-model";
import type { Execution, ExecutionError, ModelCall } from "./execution";
import type { FindModel } from "./open-models";
import { describeUnrendered, type ExecutionInput, renderPrompt, requestOf } from "./render-target";

export interface ExecuteOptions extends CallOptions {
  models: FindModel;
}

/**
 * Runs a target on one input. Whatever keeps it from an answer (an input that does not fill it, a provider
 * that refuses) is the execution's `error`; it throws only what is our own mistake.
 */
export async function execute(
  target: VersionedContent,
  input: ExecutionInput,
  options: ExecuteOptions,
): Promise<Execution> {
  switch (target.kind) {
    case "prompt":
      return executePrompt(target, input, options);
  }
}

async function executePrompt(
  target: PromptContent,
  input: ExecutionInput,
  { models, ...options }: ExecuteOptions,
): Promise<Execution> {
  const { content } = target;
  const rendered = renderPrompt(content, input);
  if (!rendered.ok) {
    const message = describeUnrendered(rendered);
    return notExecuted({ reason: "template", message, status: null, retryable: false });
  }
  const { provider } = modelOf(target);
  const model = await models(provider);
  if (!model) {
    const message = `The model connection “${provider}” no longer exists.`;
    return notExecuted({ reason: "connection", message, status: null, retryable: false });
  }
  const call = await callModel(model, requestOf(content, rendered.messages), options);
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
