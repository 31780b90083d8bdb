import type { JsonValue } from "@/lib/scorers/json-value";
import type { StepKind, TraceFacts } from "../span";
import type { RawSpan } from "./raw-span";

/** Tokens as one dialect told them; `input` includes `cachedInput` and `cacheWrite`. */
export interface Tokens {
  input: number | null;
  cachedInput: number | null;
  cacheWrite: number | null;
  output: number | null;
}

/** What one dialect has to say about a span; absent: nothing. */
export interface Reading {
  kind?: StepKind | undefined;
  name?: string | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  tokens?: Tokens | undefined;
  costUsd?: number | undefined;
  firstTokenMs?: number | undefined;
  finishReason?: string | undefined;
  retries?: number | undefined;
  input?: JsonValue | undefined;
  output?: JsonValue | undefined;
  error?: string | undefined;
  facts?: Loose<TraceFacts> | undefined;
}

type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** A way of writing a model's call into span attributes. */
export interface Dialect {
  read: (span: RawSpan) => Reading;
  /** Keys, or beginnings of keys ending in a dot, that carry texts which `read` has taken into input and output. */
  content: readonly string[];
}

/** The first dialect that says something about a field is believed; facts likewise, each by itself. */
export function mergeReadings(readings: readonly Reading[]): Reading {
  const merged: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  let attributes: NonNullable<TraceFacts["attributes"]> | undefined;
  for (const reading of readings) {
    fillIn(merged, reading);
    if (!reading.facts) continue;
    fillIn(facts, reading.facts);
    const before = reading.facts.attributes;
    if (before) attributes = { ...before, ...attributes };
  }
  return { ...merged, facts: { ...facts, ...(attributes ? { attributes } : {}) } };
}

function fillIn(target: Record<string, unknown>, more: object): void {
  for (const [key, value] of Object.entries(more)) {
    if (value !== undefined && target[key] === undefined) target[key] = value;
  }
}

export function withoutUndefined<T extends object>(value: T): Partial<T> {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

/** Counts of one call as a dialect told them: read from a cache, and written to one. */
interface ToldTokens {
  input: number | undefined;
  cached?: number | undefined;
  written?: number | undefined;
  output?: number | undefined;
}

/**
 * Counts as a dialect told them, or undefined when it told none. Some clients leave what a cache was read or
 * written out of the input; more of it than input gives them away, and `isExclusive` says it of those that always do.
 */
export function tokensOf(
  { input, cached, written, output }: ToldTokens,
  isExclusive = false,
): Tokens | undefined {
  if (input === undefined && output === undefined) return undefined;
  const beside = (cached ?? 0) + (written ?? 0);
  const isApart = beside > 0 && (isExclusive || beside > (input ?? 0));
  return {
    input: input === undefined && !isApart ? null : (input ?? 0) + (isApart ? beside : 0),
    cachedInput: cached ?? null,
    cacheWrite: written ?? null,
    output: output ?? null,
  };
}

/** Messages and documents are JSON; their optional members keep TypeScript from seeing it. */
export function asJson(value: object | undefined): JsonValue | undefined {
  return value as JsonValue | undefined;
}
