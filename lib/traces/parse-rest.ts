import type { z } from "zod";
import { AppError } from "@/lib/http/app-error";
import { isStorable } from "@/lib/http/body/storable-text";
import { takeTurns } from "@/lib/http/body/turns";
import { toFieldError } from "@/lib/http/field-error";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { cutAttributes, cutJson, cutText } from "./cut-text";
import { MAX_SPANS, type StepInput, TraceInput } from "./ingestion-contract";
import type { Span, TraceBatch, TraceFacts } from "./span";

export interface Rejection {
  index: number;
  message: string;
}

/**
 * The traces of a REST body, each for itself: one that cannot be read is rejected with its place and what to
 * fix, and stops no other. Texts are cut to what is stored.
 */
export async function parseRestTraces(items: readonly unknown[]): Promise<{
  batches: TraceBatch[];
  /** Where each batch stood in the body. */
  indexes: number[];
  rejected: Rejection[];
}> {
  const turn = takeTurns();
  const batches: TraceBatch[] = [];
  const indexes: number[] = [];
  const rejected: Rejection[] = [];
  let spans = 0;
  for (const [index, item] of items.entries()) {
    await turn();
    if (rejected.length >= MAX_REJECTED) {
      throw new AppError(
        "invalid",
        `More than ${MAX_REJECTED} traces cannot be read; nothing was stored. The first: ${rejected[0]?.message}`,
      );
    }
    const parsed = TraceInput.safeParse(item);
    if (!parsed.success) {
      rejected.push({ index, message: explain(parsed.error.issues) });
      continue;
    }
    const problem = stepProblem(parsed.data);
    spans += 1 + parsed.data.steps.length;
    if (problem) rejected.push({ index, message: problem });
    else if (spans > MAX_SPANS) {
      rejected.push({
        index,
        message: `A request holds at most ${MAX_SPANS} spans: send it apart.`,
      });
    } else {
      batches.push(toBatch(parsed.data));
      indexes.push(index);
    }
  }
  return { batches, indexes, rejected };
}

const MOST_ISSUES = 3;
/** Each is answered with its reason: beyond this the answer would outgrow the request. */
const MAX_REJECTED = 10_000;

function explain(issues: readonly z.core.$ZodIssue[]): string {
  const messages = issues.slice(0, MOST_ISSUES).map((issue) => {
    const { path: place, message } = toFieldError(issue);
    return place ? `${place}: ${message}` : message;
  });
  const more = issues.length - messages.length;
  return more > 0 ? `${messages.join("; ")}; and ${more} more` : messages.join("; ");
}

function stepProblem({ id, steps }: TraceInput): string | null {
  if (!isStorable(id)) return "id: It holds a NUL character or half a character.";
  const ids = new Set<string>();
  for (const [place, step] of steps.entries()) {
    if (!isStorable(step.id)) {
      return `steps.${place}.id: It holds a NUL character or half a character.`;
    }
    if (ids.has(step.id)) return `steps.${place}.id: Another step of this trace has this id.`;
    ids.add(step.id);
  }
  return null;
}

function toBatch(trace: TraceInput): TraceBatch {
  const { id: traceId, startedAt, endedAt, steps } = trace;
  return {
    traceId,
    source: "rest",
    spans: steps.map((step) => toSpan(traceId, step)),
    facts: toFacts(trace),
    times: { startedAt: new Date(startedAt), endedAt: new Date(endedAt) },
  };
}

/** Only what was said: an update keeps what it leaves out. */
function toFacts(trace: TraceInput): TraceFacts {
  const { attributes, input, output, outcome, version } = trace;
  const facts: TraceFacts = {};
  for (const key of [
    "name",
    "environment",
    "prompt",
    "arm",
    "unit",
    "userId",
    "sessionId",
    "error",
  ] as const) {
    const text = trace[key];
    if (text) facts[key] = cutText(text);
  }
  if (version) facts.version = version;
  if (outcome) facts.outcome = outcome;
  if (attributes) facts.attributes = cutAttributes(attributes);
  if (input !== undefined && input !== null) facts.input = cutJson(input);
  if (output !== undefined && output !== null) facts.output = cutJson(output);
  return facts;
}

function toSpan(traceId: string, step: StepInput): Span {
  const output = step.output === undefined ? null : cutJson(step.output);
  return {
    traceId,
    id: step.id,
    parentId: step.parentId ? cutText(step.parentId) : null,
    kind: step.kind,
    name: cutText(step.name),
    startedAt: new Date(step.startedAt),
    endedAt: new Date(step.endedAt),
    provider: textOrNull(step.provider),
    model: textOrNull(step.model),
    inputTokens: step.inputTokens ?? null,
    cachedInputTokens: step.cachedInputTokens ?? null,
    cacheWriteTokens: step.cacheWriteTokens ?? null,
    outputTokens: step.outputTokens ?? null,
    costUsd: step.costUsd ?? null,
    firstTokenMs: step.firstTokenMs ?? null,
    finishReason: textOrNull(step.finishReason),
    retries: step.retries ?? 0,
    input: step.input === undefined ? null : cutJson(step.input),
    output,
    error: textOrNull(step.error),
    attributes: step.attributes ? cutAttributes(step.attributes) : {},
    facts: null,
  };
}

const textOrNull = (text: string | null | undefined) => (text ? cutText(text) : null);

/** The list of traces in a body, or null when it holds none. */
export function tracesOf(body: JsonValue): JsonValue[] | null {
  return isJsonObject(body) && Array.isArray(body.traces) ? body.traces : null;
}
