import type { Span } from "../span";

/** Which of the parts that every span must have an event really reported. */
export interface ReportedParts {
  start: boolean;
  end: boolean;
  parent: boolean;
  name: boolean;
}

/**
 * Events tell of one observation in parts, and parts may come in any order: what the later one does not tell
 * stays as it was. The cost is reported or reckoned anew whenever tokens are.
 */
export function mergeSpan(reported: ReportedParts): (before: Span, after: Span) => Span {
  return (before, after) => {
    const hasTokens = after.inputTokens !== null || after.outputTokens !== null;
    const startedAt = reported.start ? after.startedAt : before.startedAt;
    const endedAt = reported.end ? after.endedAt : before.endedAt;
    const facts = { ...before.facts, ...after.facts };
    const attributes = { ...before.facts?.attributes, ...after.facts?.attributes };
    if (Object.keys(attributes).length > 0) facts.attributes = attributes;
    return {
      ...after,
      parentId: reported.parent ? after.parentId : before.parentId,
      kind: after.kind === "other" ? before.kind : after.kind,
      name: reported.name ? after.name : before.name,
      startedAt,
      endedAt: endedAt > startedAt ? endedAt : startedAt,
      provider: after.provider ?? before.provider,
      model: after.model ?? before.model,
      inputTokens: hasTokens ? after.inputTokens : before.inputTokens,
      cachedInputTokens: hasTokens ? after.cachedInputTokens : before.cachedInputTokens,
      cacheWriteTokens: hasTokens ? after.cacheWriteTokens : before.cacheWriteTokens,
      outputTokens: hasTokens ? after.outputTokens : before.outputTokens,
      costUsd: hasTokens ? after.costUsd : (after.costUsd ?? before.costUsd),
      firstTokenMs: firstToken(after, startedAt) ?? firstToken(before, startedAt),
      finishReason: after.finishReason ?? before.finishReason,
      retries: Math.max(after.retries, before.retries),
      input: after.input ?? before.input,
      output: after.output ?? before.output,
      error: after.error ?? before.error,
      attributes: { ...before.attributes, ...after.attributes },
      facts: Object.keys(facts).length > 0 ? facts : null,
    };
  };
}

/** Counted from the start that is known now: each part counted from the one that it knew. */
function firstToken({ startedAt, firstTokenMs }: Span, start: Date): number | null {
  if (firstTokenMs === null) return null;
  return Math.max(0, startedAt.getTime() + firstTokenMs - start.getTime());
}

/**
 * The step of the trace itself lasts from the first moment that was reported of it to the last. Clients put the
 * time of an update into `timestamp` as well, so a single moment may be the start, never the end.
 */
export function mergeTrace(reported: ReportedParts): (before: Span, after: Span) => Span {
  const merge = mergeSpan(reported);
  return (before, after) => {
    const startedAt = before.startedAt < after.startedAt ? before.startedAt : after.startedAt;
    const ends = [before, after].filter((span) => span.endedAt > span.startedAt);
    const last = Math.max(startedAt.getTime(), ...ends.map(({ endedAt }) => endedAt.getTime()));
    return { ...merge(before, after), startedAt, endedAt: new Date(last) };
  };
}
