import type { JsonValue } from "@/lib/scorers/json-value";
import type { Span, StepKind } from "@/lib/traces/span";

interface Step {
  kind: StepKind;
  name: string;
  ms: number;
  input?: JsonValue;
  output?: JsonValue;
  error?: string;
  model?: string;
  inputTokens?: number;
  cachedInputTokens?: number;
  outputTokens?: number;
  firstTokenMs?: number;
  finishReason?: string;
  retries?: number;
}

/** Lays the steps of one request out in time, one after the other with a small gap. */
export function layOut(traceId: string, startedAt: Date, steps: readonly Step[]): Span[] {
  let at = startedAt.getTime() + 1;
  return steps.map(({ kind, name, ms, ...step }, index) => {
    const begun = at;
    at += Math.max(1, Math.round(ms));
    const span: Span = {
      traceId,
      id: `${traceId.slice(0, 14)}${(index + 1).toString(16).padStart(2, "0")}`,
      parentId: null,
      kind,
      name,
      startedAt: new Date(begun),
      endedAt: new Date(at),
      provider: kind === "llm" ? "openai" : null,
      model: step.model ?? null,
      inputTokens: step.inputTokens ?? null,
      cachedInputTokens: step.cachedInputTokens ?? null,
      cacheWriteTokens: null,
      outputTokens: step.outputTokens ?? null,
      costUsd: null,
      firstTokenMs: step.firstTokenMs === undefined ? null : Math.round(step.firstTokenMs),
      finishReason: step.finishReason ?? null,
      retries: step.retries ?? 0,
      input: step.input ?? null,
      output: step.output ?? null,
      error: step.error ?? null,
      attributes: {},
      facts: null,
    };
    at += 1;
    return span;
  });
}

export type DemoStep = Step;
