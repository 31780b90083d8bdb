import "server-only";
import type { PromptContent, VersionedContent } from "@/lib/prompts/versioned-content";
import { unknownUsage } from "@/lib/providers/usage/usage";
import type { JsonObject } from "@/lib/scorers/json-value";
import { callModel } from "./call-model";
import { executeChain } from "./chain/execute-chain";
import type { ExecuteOptions } from "./execute-options";
import type { Execution, ExecutionError, ExecutionStep, ModelCall } from "./execution";
import { describeUnrendered, type ExecutionInput, renderPrompt, requestOf } from "./render-target";

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
    case "chain":
      return executeChain(target, input, { ...options, executePrompt });
  }
}

async function executePrompt(
  { content }: PromptContent,
  input: ExecutionInput,
  { models, ...options }: ExecuteOptions,
): Promise<Execution> {
  const rendered = renderPrompt(content, input);
  if (!rendered.ok) {
    const message = describeUnrendered(rendered);
    return notExecuted({ reason: "template", message, status: null, retryable: false });
  }
  const { provider } = content.model;
  const model = await models(provider);
  if (!model) {
    const message = `The model connection “${provider}” no longer exists.`;
    return notExecuted({ reason: "connection", message, status: null, retryable: false });
  }
  const call = await callModel(model, requestOf(content, rendered.messages), options);
  return executionOf(call, input.values as JsonObject);
}

function executionOf(call: ModelCall, input: JsonObject): Execution {
  const { output, latencyMs, usage, retries, error } = call;
  const step: ExecutionStep = {
    ...{ key: "answer", kind: "prompt", mode: "live", input, output, latencyMs, usage, retries },
    status: error ? "errored" : "ok",
    reason: error?.message ?? null,
    calls: [call],
    error,
  };
  return {
    output,
    toolCalls: call.toolCalls,
    steps: [step],
    usage,
    latencyMs: error ? null : latencyMs,
    firstTokenMs: call.firstTokenMs,
    finishReason: call.finishReason,
    answeredBy: call.answeredBy,
    requestId: call.requestId,
    retries,
    recorded: call.recorded,
    error,
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
