/** How a request ended, for whoever made it. */
export type Outcome = "succeeded" | "failed" | "escalated" | "fell_back";

export type StepKind = "llm" | "retrieval" | "tool" | "route" | "validate" | "other";

/** One part of a request. Times are ISO 8601; tokens of the input include the cached ones. */
export interface StepInput {
  id: string;
  parentId?: string;
  kind: StepKind;
  name: string;
  startedAt: string;
  endedAt: string;
  provider?: string;
  model?: string;
  inputTokens?: number;
  cachedInputTokens?: number;
  cacheWriteTokens?: number;
  outputTokens?: number;
  /** US dollars. Without it Galley's price table is asked, by provider and model. */
  costUsd?: number;
  firstTokenMs?: number;
  finishReason?: string;
  retries?: number;
  input?: unknown;
  output?: unknown;
  error?: string;
  attributes?: Record<string, unknown>;
}

/** One request, as `POST …/traces` takes it. The same id again updates the trace. */
export interface TraceInput {
  id: string;
  name?: string;
  startedAt: string;
  endedAt: string;
  environment?: string;
  prompt?: string;
  version?: number;
  arm?: string;
  unit?: string;
  userId?: string;
  sessionId?: string;
  attributes?: Record<string, unknown>;
  input?: unknown;
  output?: unknown;
  outcome?: Outcome;
  error?: string;
  steps?: StepInput[];
}
