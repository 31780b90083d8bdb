import type { ReportedUsage } from "@/lib/providers/usage/usage-contract";
import type { JsonValue } from "@/lib/scorers/json-value";

/** What a step does. `other` is whatever no dialect has a word for; it keeps its attributes. */
export const STEP_KINDS = ["llm", "retrieval", "tool", "route", "validate", "other"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const OUTCOMES = ["succeeded", "failed", "escalated", "fell_back"] as const;
export type RequestOutcome = (typeof OUTCOMES)[number];

export type Scalar = string | number | boolean | null;

/** What segments go by of a request whose text is not kept. */
export interface InputShape {
  /** ISO 639-1, or "und". */
  language: string;
  /** Characters (code points) of what the user wrote. */
  inputLength: number;
}

/** What a request or one span says about the whole trace. Absent: it does not say. */
export interface TraceFacts {
  name?: string;
  environment?: string;
  /** The prompt's name, and its version's number. */
  prompt?: string;
  version?: number;
  arm?: string;
  unit?: string;
  userId?: string;
  sessionId?: string;
  outcome?: RequestOutcome;
  attributes?: Record<string, Scalar>;
  input?: JsonValue;
  output?: JsonValue;
  error?: string;
  /** Where content is not captured: of `input` here, and of the span's own input. */
  inputShape?: InputShape;
  ownInputShape?: InputShape;
  /** The span is one try of its parent's call, and failed: where another try follows, the call was retried. */
  isFailedTry?: true;
}

/**
 * One step of a trace, whatever dialect it came in. `null`: not given. Tokens are of this span alone as it
 * told them: `inputTokens` includes those of caches, read and written; a parent may repeat what its children say.
 */
export interface Span extends ReportedUsage {
  traceId: string;
  id: string;
  parentId: string | null;
  kind: StepKind;
  name: string;
  startedAt: Date;
  endedAt: Date;
  provider: string | null;
  model: string | null;
  /** Written to the provider's cache, which costs more than other input. */
  cacheWriteTokens: number | null;
  /** From the span's start to the first token of its answer. */
  firstTokenMs: number | null;
  finishReason: string | null;
  retries: number;
  /** A model's call: `Message[]`. A tool's: its arguments. A retrieval's: its query. */
  input: JsonValue | null;
  /** A model's call: `Message[]`. A tool's: its result. A retrieval's: `RetrievedDocument[]`. */
  output: JsonValue | null;
  error: string | null;
  attributes: Record<string, Scalar>;
  facts: TraceFacts | null;
  /** Where a client tells of a step in parts: puts this part onto what is stored of it. */
  merge?: (before: Span, after: Span) => Span;
}

/** A message of a model's call as every dialect's are read. JSON: stored and shown as such. */
export interface Message {
  role: string;
  content: string;
  toolCalls?: { id?: string; name: string; arguments: JsonValue }[];
  /** In an answer of a tool: which call it answers. */
  toolCallId?: string;
  name?: string;
}

export interface RetrievedDocument {
  id?: string;
  content: string;
  score?: number;
  title?: string;
  metadata?: Record<string, JsonValue>;
}

/** What one request said of one trace; later requests may say more, or the same again. */
export interface TraceBatch {
  traceId: string;
  source: "rest" | "otlp";
  spans: Span[];
  /** What was said of the trace itself, apart from its spans; it wins over what spans say. */
  facts: TraceFacts | null;
  /** When the trace began and ended, where a client says it; else its spans tell. */
  times?: { startedAt: Date; endedAt: Date };
}
