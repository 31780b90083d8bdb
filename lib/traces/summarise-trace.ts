import type { ReportedUsage } from "@/lib/providers/usage/usage-contract";
import { MAX_ATTRIBUTES } from "./cut-text";
import type { InputShape, RequestOutcome, Scalar, Span, TraceFacts } from "./span";
import { sumUsage } from "./sum-usage";

/**
 * The id of the span that stands for the trace as a client sent it, apart from its steps: its times and facts
 * win, and it is no step. No client's step has an empty id.
 */
export const THE_TRACE_ITSELF = "";

/** A span without its content: what has to be read again of the steps that came before. */
export interface SpanOutline
  extends Omit<Span, "traceId" | "input" | "output" | "attributes" | "facts" | "finishReason"> {
  hasInput: boolean;
  hasOutput: boolean;
  facts: (Omit<TraceFacts, "input" | "output"> & { hasInput: boolean; hasOutput: boolean }) | null;
}

/** Where the request or the answer of the whole trace stands. */
export interface ContentSource {
  spanId: string;
  /** In what the span says of the trace, or its own. */
  part: "facts" | "span";
}

/** Its cost is null as soon as that of one call is not known. */
export interface TraceSummary extends ReportedUsage {
  startedAt: Date;
  endedAt: Date;
  latencyMs: number;
  firstTokenMs: number | null;
  name: string;
  environment: string | null;
  prompt: string | null;
  version: number | null;
  arm: string | null;
  unit: string | null;
  userId: string | null;
  sessionId: string | null;
  outcome: RequestOutcome | null;
  error: string | null;
  attributes: Record<string, Scalar>;
  model: string | null;
  retries: number;
  toolCalls: number;
  errors: number;
  stepCount: number;
  inputFrom: ContentSource | null;
  outputFrom: ContentSource | null;
  /** Of a request whose text is not kept. */
  inputShape: InputShape | null;
}

/** Written out, since it is done for every span that comes: to copy all but some members takes ten times as long. */
export function outlineOf(span: Span): SpanOutline {
  return {
    id: span.id,
    parentId: span.parentId,
    kind: span.kind,
    name: span.name,
    startedAt: span.startedAt,
    endedAt: span.endedAt,
    provider: span.provider,
    model: span.model,
    inputTokens: span.inputTokens,
    cachedInputTokens: span.cachedInputTokens,
    cacheWriteTokens: span.cacheWriteTokens,
    outputTokens: span.outputTokens,
    costUsd: span.costUsd,
    firstTokenMs: span.firstTokenMs,
    retries: span.retries,
    error: span.error,
    hasInput: span.input !== null,
    hasOutput: span.output !== null,
    facts: span.facts && outlineOfFacts(span.facts),
  };
}

function outlineOfFacts(facts: TraceFacts): NonNullable<SpanOutline["facts"]> {
  const { input, output, ...rest } = facts;
  return { ...rest, hasInput: isTold(input), hasOutput: isTold(output) };
}

const isTold = (value: unknown) => value !== undefined && value !== null;
const MAX_MS = 2_147_483_647;

/**
 * The row of a trace out of all its spans, the same whatever order they came in. The trace itself is heard
 * first, then roots, then the others by their start. Without times of its own a trace lasts from its first
 * start to its last end.
 */
export function summariseTrace(spans: readonly SpanOutline[]): TraceSummary {
  const itself = spans.find(({ id }) => id === THE_TRACE_ITSELF);
  const steps = spans.filter(({ id }) => id !== THE_TRACE_ITSELF).sort(byStart);
  const { roots, others } = rootsOf(steps);
  const heard = itself ? [itself, ...roots, ...others] : [...roots, ...others];
  const facts = heard.flatMap((span) => span.facts ?? []);
  const first = <K extends keyof TraceFacts & keyof (typeof facts)[number]>(key: K) =>
    facts.find((one) => isTold(one[key]))?.[key] ?? null;
  let [startedAt, endedAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of itself ? [itself] : steps) {
    startedAt = Math.min(startedAt, span.startedAt.getTime());
    endedAt = Math.max(startedAt, endedAt, span.endedAt.getTime());
  }
  let [retries, toolCalls, errors] = [0, 0, 0];
  for (const step of steps) {
    retries += step.retries;
    if (step.kind === "tool") toolCalls += 1;
    if (step.error !== null) errors += 1;
    if (isTriedAgain(step, steps)) retries += 1;
  }
  const answer = answeringCall(steps);
  return {
    ...sumUsage(steps),
    startedAt: new Date(startedAt),
    endedAt: new Date(endedAt),
    latencyMs: Math.min(MAX_MS, endedAt - startedAt),
    firstTokenMs: firstToken(answer, startedAt),
    name: first("name") ?? (itself ?? roots[0])?.name ?? "",
    environment: first("environment"),
    prompt: first("prompt"),
    // A version belongs to the prompt that is named with it.
    version: facts.find((one) => one.prompt && one.version)?.version ?? first("version"),
    arm: first("arm"),
    unit: first("unit"),
    userId: first("userId"),
    sessionId: first("sessionId"),
    outcome: first("outcome"),
    error: first("error") ?? (itself ? null : (steps.find(isTopError)?.error ?? null)),
    attributes: mergeAttributes(facts),
    model: answer?.model ?? steps.findLast(({ model }) => model !== null)?.model ?? null,
    retries,
    toolCalls,
    errors,
    stepCount: steps.length,
    inputFrom: inputSource(heard, roots, steps),
    outputFrom: outputSource(heard, roots, steps),
    inputShape: first("inputShape") ?? ownInputShape(roots, steps),
  };
}

function rootsOf(steps: readonly SpanOutline[]): {
  roots: readonly SpanOutline[];
  others: readonly SpanOutline[];
} {
  if (steps.every(({ parentId }) => parentId === null)) return { roots: steps, others: [] };
  const ids = new Set(steps.map(({ id }) => id));
  const isRoot = ({ parentId }: SpanOutline) => parentId === null || !ids.has(parentId);
  return { roots: steps.filter(isRoot), others: steps.filter((span) => !isRoot(span)) };
}

function byStart(one: SpanOutline, two: SpanOutline): number {
  return one.startedAt.getTime() - two.startedAt.getTime() || compareIds(one, two);
}

function byEnd(one: SpanOutline, two: SpanOutline): number {
  return one.endedAt.getTime() - two.endedAt.getTime() || compareIds(one, two);
}

const compareIds = (one: { id: string }, two: { id: string }) =>
  one.id < two.id ? -1 : one.id > two.id ? 1 : 0;

function isTriedAgain(step: SpanOutline, steps: readonly SpanOutline[]): boolean {
  if (!step.facts?.isFailedTry) return false;
  const { id, parentId, name, endedAt } = step;
  return steps.some(
    (other) =>
      other.id !== id &&
      other.parentId === parentId &&
      other.name === name &&
      other.startedAt >= endedAt,
  );
}

const isTopError = ({ parentId, error }: SpanOutline) => parentId === null && error !== null;

/** The call that ended last without an error; a call around other calls is not the one that answered. */
function answeringCall(steps: readonly SpanOutline[]): SpanOutline | undefined {
  const calls = steps.filter(({ kind, model }) => kind === "llm" && model !== null).sort(byEnd);
  const around = new Set(calls.map(({ parentId }) => parentId));
  const inner = calls.filter(({ id }) => !around.has(id));
  return (
    inner.findLast(({ error }) => error === null) ??
    calls.findLast(({ error }) => error === null) ??
    calls.at(-1)
  );
}

function firstToken(answer: SpanOutline | undefined, startedAt: number): number | null {
  if (!answer || answer.firstTokenMs === null) return null;
  const waited = Math.max(0, answer.startedAt.getTime() - startedAt);
  return Math.min(MAX_MS, waited + answer.firstTokenMs);
}

function mergeAttributes(
  facts: readonly { attributes?: Record<string, Scalar> }[],
): Record<string, Scalar> {
  const attributeSets = facts.flatMap(({ attributes }) => (attributes ? [attributes] : []));
  const [only] = attributeSets;
  if (attributeSets.length <= 1) return only ?? {};
  const merged: Record<string, Scalar> = Object.assign({}, ...attributeSets.toReversed());
  const names = Object.keys(merged);
  if (names.length <= MAX_ATTRIBUTES) return merged;
  const shown = names.sort().slice(0, MAX_ATTRIBUTES);
  return Object.fromEntries(shown.map((name) => [name, merged[name] ?? null]));
}

function inputSource(
  heard: readonly SpanOutline[],
  roots: readonly SpanOutline[],
  steps: readonly SpanOutline[],
): ContentSource | null {
  const withInput = heard.find(({ facts }) => facts?.hasInput);
  if (withInput) return { spanId: withInput.id, part: "facts" };
  const source =
    roots.find(({ hasInput }) => hasInput) ??
    steps.find(({ kind, hasInput }) => kind === "llm" && hasInput);
  return source ? { spanId: source.id, part: "span" } : null;
}

function outputSource(
  heard: readonly SpanOutline[],
  roots: readonly SpanOutline[],
  steps: readonly SpanOutline[],
): ContentSource | null {
  const withOutput = heard.find(({ facts }) => facts?.hasOutput);
  if (withOutput) return { spanId: withOutput.id, part: "facts" };
  // Beside model calls that gave nothing, what was retrieved for them is no answer.
  const isAnswer = steps.some(({ kind }) => kind === "llm")
    ? ({ kind, hasOutput }: SpanOutline) => hasOutput && kind !== "retrieval"
    : ({ hasOutput }: SpanOutline) => hasOutput;
  const source =
    roots.toSorted(byEnd).findLast(isAnswer) ??
    steps.toSorted(byEnd).findLast(({ kind, hasOutput }) => kind === "llm" && hasOutput);
  return source ? { spanId: source.id, part: "span" } : null;
}

/** Of the span whose input would stand for the trace's. */
function ownInputShape(
  roots: readonly SpanOutline[],
  steps: readonly SpanOutline[],
): InputShape | null {
  const calls = steps.filter(({ kind }) => kind === "llm");
  const shaped = [...roots, ...calls].find(({ facts }) => facts?.ownInputShape);
  return shaped?.facts?.ownInputShape ?? null;
}
