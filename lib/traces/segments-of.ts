import type { ReportedUsage } from "@/lib/providers/usage/usage-contract";
import type { SegmentCondition } from "@/lib/segments/contract";
import { matchSegment, type SegmentFacts } from "@/lib/segments/match-segment";
import type { Scalar } from "./span";

export interface SegmentedTrace extends Omit<ReportedUsage, "costUsd"> {
  attributes: Readonly<Record<string, Scalar>>;
  language: string;
  inputLength: number;
  environment: string | null;
  model: string | null;
  toolCalls: number;
}

/**
 * What segments may look at in a trace: its own attributes and, where these do not say otherwise, what is
 * derived from its steps: `environment`, `model`, `input_tokens`, `cached_input_tokens`, `output_tokens`,
 * `tool_calls`. A trace is of no kind of case but what production brings.
 */
export function traceFacts(trace: SegmentedTrace): SegmentFacts {
  const { environment, model, inputTokens, cachedInputTokens, outputTokens, toolCalls } = trace;
  return {
    attributes: {
      environment,
      model,
      input_tokens: inputTokens,
      cached_input_tokens: cachedInputTokens,
      output_tokens: outputTokens,
      tool_calls: toolCalls,
      ...trace.attributes,
    },
    language: trace.language,
    inputLength: trace.inputLength,
    kind: "production",
  };
}

/** Ids of the segments that a trace is in. */
export function segmentsOf(
  segments: readonly { id: string; condition: SegmentCondition }[],
  trace: SegmentedTrace,
): string[] {
  if (segments.length === 0) return [];
  const facts = traceFacts(trace);
  return segments.filter(({ condition }) => matchSegment(condition, facts)).map(({ id }) => id);
}
