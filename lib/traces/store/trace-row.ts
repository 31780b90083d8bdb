import type { SegmentCondition } from "@/lib/segments/contract";
import { describeContent } from "../describe-content";
import { segmentsOf } from "../segments-of";
import type { TraceSummary } from "../summarise-trace";
import type { Arrived } from "./gather-spans";
import type { NamedPrompt } from "./named-prompts";
import type { StoredTrace, TraceKey } from "./stored-spans";
import type { TraceContent } from "./trace-content";
import type { TraceRow } from "./write-rows";

export interface Surroundings {
  segments: { id: string; condition: SegmentCondition }[];
  /** By the name that a trace uses. */
  prompts: Map<string, NamedPrompt>;
}

/** The row of a trace: its sums, its content, and what follows from both. */
export function rowOf(
  {
    key: { bucket },
    arrived: { id, source },
    summary,
  }: { key: TraceKey; arrived: Arrived; summary: TraceSummary },
  content: TraceContent,
  stored: StoredTrace | undefined,
  { segments, prompts }: Surroundings,
): TraceRow {
  const { input, output } = content;
  const described = describeContent(
    input,
    output,
    summary.attributes,
    input === null ? summary.inputShape : null,
  );
  // A person or a support desk knows better than a span that comes late.
  const isDecided = stored?.outcomeFrom === "feedback" || stored?.outcomeFrom === "review";
  const { language, inputLength } = described;
  const { attributes, environment, model, toolCalls } = summary;
  const { inputTokens, cachedInputTokens, outputTokens } = summary;
  const tokens = { inputTokens, cachedInputTokens, outputTokens };
  const prompt = summary.prompt ? prompts.get(summary.prompt) : undefined;
  return {
    id,
    bucket,
    source,
    // Whoever still uses a former name is counted with everybody else.
    summary: prompt ? { ...summary, prompt: prompt.name } : summary,
    described,
    content,
    outcome: isDecided ? stored.outcome : summary.outcome,
    isDecided,
    promptId: prompt?.id ?? null,
    segments: segmentsOf(segments, {
      attributes,
      language,
      inputLength,
      environment,
      model,
      toolCalls,
      ...tokens,
    }),
  };
}
