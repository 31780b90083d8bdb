import { priceSpan } from "../price-span";
import type { Span, TraceBatch } from "../span";
import { outlineOf, type SpanOutline, THE_TRACE_ITSELF } from "../summarise-trace";

/** What came of one trace, by the ids of its spans. */
export interface Arrived {
  id: string;
  source: TraceBatch["source"];
  spans: Map<string, Span>;
}

/** One entry for each trace, in the order of ids, in which all writers lock them. */
export function gatherSpans(batches: readonly TraceBatch[]): Arrived[] {
  const traces = new Map<string, Arrived>();
  for (const batch of batches) {
    const { traceId: id, source } = batch;
    const trace = traces.get(id) ?? { id, source, spans: new Map<string, Span>() };
    const itself = traceItself(batch, trace.spans.get(THE_TRACE_ITSELF));
    if (itself) trace.spans.set(itself.id, itself);
    for (const span of batch.spans) {
      if (span.id !== THE_TRACE_ITSELF) trace.spans.set(span.id, priceSpan(span));
    }
    if (trace.spans.size > 0) traces.set(id, trace);
  }
  return [...traces.values()].sort((one, two) => (one.id < two.id ? -1 : 1));
}

/** What a client said of the trace, as a span of its own; said twice, the later words fill and replace. */
function traceItself(
  { traceId, facts, times, spans }: TraceBatch,
  before: Span | undefined,
): Span | null {
  if (!times) {
    // Facts of a batch without times are heard through its first span.
    const [first] = spans;
    if (facts && first) first.facts = { ...facts, ...first.facts };
    return null;
  }
  return {
    traceId,
    id: THE_TRACE_ITSELF,
    parentId: null,
    kind: "other",
    name: facts?.name ?? "",
    ...times,
    provider: null,
    model: null,
    inputTokens: null,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    costUsd: null,
    firstTokenMs: null,
    finishReason: null,
    retries: 0,
    input: null,
    output: null,
    error: null,
    attributes: {},
    facts: mergeFacts(before?.facts ?? null, facts),
  };
}

function mergeFacts<F extends { attributes?: object } | null>(before: F, after: F): F {
  if (!before || !after) return after ?? before;
  const attributes = { ...before.attributes, ...after.attributes };
  return { ...before, ...after, attributes };
}

/** When a trace begins, by what came of it. */
export function firstStart(spans: Map<string, Span>): Date {
  const itself = spans.get(THE_TRACE_ITSELF);
  if (itself) return itself.startedAt;
  let first = Number.POSITIVE_INFINITY;
  for (const { startedAt } of spans.values()) first = Math.min(first, startedAt.getTime());
  return new Date(first);
}

/** All spans of a trace: those that were stored, with what came put on top. */
export function mergedOutlines(
  spans: Map<string, Span>,
  before: Map<string, SpanOutline> | undefined,
): SpanOutline[] {
  const merged = new Map(before);
  for (const span of spans.values()) {
    const outline = outlineOf(span);
    const earlier = before?.get(span.id)?.facts ?? null;
    merged.set(
      span.id,
      span.id === THE_TRACE_ITSELF
        ? {
            ...outline,
            facts: withContent(mergeFacts(earlier, outline.facts), earlier, outline.facts),
          }
        : outline,
    );
  }
  return [...merged.values()];
}

function withContent(
  merged: SpanOutline["facts"],
  before: SpanOutline["facts"],
  after: SpanOutline["facts"],
): SpanOutline["facts"] {
  return (
    merged && {
      ...merged,
      hasInput: before?.hasInput === true || after?.hasInput === true,
      hasOutput: before?.hasOutput === true || after?.hasOutput === true,
    }
  );
}
