import type { ExecutionStep } from "@/lib/executions/execution";
import type { StepResult } from "@/lib/runs/step-contract";
import { type JsonValue, showValue } from "@/lib/scorers/json-value";
import { matchExpectation } from "./match-expectation";

/** Larger outputs are kept as text that is cut. */
const LONGEST_OUTPUT = 100_000;

export interface JudgedSteps {
  steps: StepResult[];
  firstWrongStep: string | null;
}

/**
 * Each step against what the case expects of it. The first that is wrong is where the fault is: what comes after ran
 * on a wrong input, so there is no verdict about it. A step of which nothing is expected is right when it has an
 * answer and its validation passes.
 */
export function judgeSteps(
  steps: readonly ExecutionStep[],
  expectations: Readonly<Record<string, JsonValue>> | null,
): JudgedSteps {
  let firstWrongStep: string | null = null;
  const results = steps.map((step): StepResult => {
    const expected = expectations?.[step.key];
    const base = { ...resultOf(step), ...(expected === undefined ? {} : { expected }) };
    if (firstWrongStep !== null || step.status === "skipped" || step.status === "not_reached") {
      return { ...base, status: "not_reached" };
    }
    const reason = whyWrong(step, expected);
    if (reason === null) return { ...base, status: "ok" };
    firstWrongStep = step.key;
    return { ...base, status: step.status === "errored" ? "errored" : "wrong", reason };
  });
  return { steps: results, firstWrongStep };
}

function whyWrong(step: ExecutionStep, expected: JsonValue | undefined): string | null {
  if (step.status === "errored" || step.status === "failed") return step.reason ?? "It failed.";
  if (expected === undefined) return null;
  if (matchExpectation(expected, step)) return null;
  return `expected ${showValue(expected)}, got ${showValue(step.output)}`;
}

function resultOf(step: ExecutionStep): Omit<StepResult, "status"> {
  const { key, kind, mode, output, latencyMs, usage } = step;
  return {
    ...{ key, kind, mode },
    output: storedOutput(output),
    latencyMs: Math.round(latencyMs),
    costUsd: usage.costUsd,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
  };
}

function storedOutput(output: JsonValue): JsonValue {
  const text = JSON.stringify(output);
  return text.length <= LONGEST_OUTPUT ? output : text.slice(0, LONGEST_OUTPUT);
}
