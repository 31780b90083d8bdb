import type { JsonObject, JsonValue } from "./json-value";

/**
 * What a scorer found. `errored`: the scorer could not work. `not_measured`: what it needs is not
 * there (no cost known, no expected value). Neither is a pass or a fail.
 */
export type Finding =
  | { status: "scored"; value: number; passed: boolean; reason: string; details?: JsonObject }
  | { status: "errored" | "not_measured"; reason: string };

export function scored(
  passed: boolean,
  reason: string,
  more: { value?: number; details?: JsonObject } = {},
): Finding {
  return {
    status: "scored",
    value: more.value ?? (passed ? 1 : 0),
    passed,
    reason,
    ...(more.details ? { details: more.details } : {}),
  };
}

export const errored = (reason: string): Finding => ({ status: "errored", reason });
export const notMeasured = (reason: string): Finding => ({ status: "not_measured", reason });

/** One answer of a model with everything that scorers may look at. */
export type Candidate = {
  output: string;
  expected: JsonValue | null;
  input: Record<string, JsonValue>;
  latencyMs: number | null;
  costUsd: number | null;
  finishReason?: string | null;
  toolCalls?: readonly { name: string; arguments: JsonValue }[];
  /** What the version says about its output and its tools, where scorers use it. */
  context?: {
    outputSchema?: JsonValue | null;
    tools?: readonly { name: string; parameters: { [key: string]: unknown } }[] | null;
  };
};
