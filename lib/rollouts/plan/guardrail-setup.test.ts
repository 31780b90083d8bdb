import { expect, test } from "vitest";
import {
  type GuardrailSetup,
  observedValue,
  type RequestFacts,
  setUpGuardrail,
  shownBand,
  shownBar,
} from "./guardrail-setup";
import { Guardrail, RolloutPlan } from "./plan-contract";

const planOf = (guardrails: object[], maturationMinutes?: number) =>
  RolloutPlan.parse({ stages: [{ percent: 10 }], guardrails, maturationMinutes });

function setUp(guardrail: object, earlier = { value: 0.05, n: 5_000 }, minutes?: number) {
  const plan = planOf([guardrail], minutes);
  return setUpGuardrail(Guardrail.parse(guardrail), plan, { segmentId: null, earlier });
}
const validSetup = (...args: Parameters<typeof setUp>): GuardrailSetup => {
  const setup = setUp(...args);
  if ("problem" in setup) throw new Error(setup.problem);
  return setup;
};
const atMost = (metric: string, threshold: number, more: object = {}) => ({
  ...{ metric, comparator: "<=", threshold },
  ...more,
});
const atLeast = (metric: string, threshold: number, more: object = {}) => ({
  ...{ metric, comparator: ">=", threshold },
  ...more,
});
const control = { relativeTo: "control" };

test.each([
  ["a rate at most", atMost("escalation_rate", 0.08), { kind: "rate", bar: 0.08 }],
  [
    "a rate at least counts what is bad",
    atLeast("success_rate", 0.92),
    { kind: "rate", bar: 0.08 },
  ],
  [
    "a rate against control",
    atMost("error_rate", 0.01, control),
    { kind: "relative_rate", margin: { kind: "points", points: 0.01 }, earlierRate: 0.05 },
  ],
  [
    "a success rate against control",
    atLeast("success_rate", -0.02, control),
    { kind: "relative_rate", margin: { kind: "points", points: 0.02 }, earlierRate: 0.95 },
  ],
  ["a quantile is a rate", atMost("latency_p95_ms", 900), { kind: "rate", bar: 0.05 }],
  ["a mean", atMost("cost_usd", 0.004), { kind: "amount", bar: 0.004, worse: "higher" }],
  [
    "a mean against control",
    atMost("output_tokens", 0.15, control),
    { kind: "relative_amount", ratio: 1.15, worse: "higher", earlierMean: 0.05 },
  ],
])("%s", (_, guardrail, test) => {
  expect(validSetup(guardrail).test).toEqual(test);
});

test("a quantile against control is counted above a limit from before the rollout", () => {
  const setup = validSetup(atMost("latency_p95_ms", 0.2, control), { value: 1_000, n: 1_000 });
  expect(setup.limit).toEqual({ ratio: 1.2, limit: 1_200 });
  expect(observedValue(setup, facts({ arm: "candidate", latencyMs: 1_100 })).value).toBe(0);
  expect(observedValue(setup, facts({ arm: "stable", latencyMs: 1_100 })).value).toBe(1);
});

test.each([
  [
    "too few earlier requests",
    atMost("latency_p95_ms", 0.2, control),
    { value: 900, n: 999 },
    /1,000/,
  ],
  ["no formula", atMost("cost_per_success_usd", 0.15, control), undefined, /absolute bars only/],
  ["a margin on the wrong side", atLeast("success_rate", 0.02, control), undefined, /−0.01/],
  ["a bar of nothing", atMost("error_rate", 0), undefined, /0.1 %/],
  ["a lower bar of latency", atLeast("latency_p95_ms", 900), undefined, /upper bar/],
  ["a ratio of nothing", atMost("cost_usd", 0.1, control), { value: 0, n: 10 }, /absolute bar/],
])("%s is said before the rollout starts", (_, guardrail, earlier, words) => {
  expect(setUp(guardrail, earlier)).toMatchObject({ problem: expect.stringMatching(words) });
});

test("units wait for outcomes longer than for the rest, and not at all without a delay", () => {
  expect(validSetup(atMost("error_rate", 0.01)).timing).toEqual({
    windowMs: 600_000,
    delayMs: 300_000,
  });
  expect(validSetup(atMost("escalation_rate", 0.01)).timing.delayMs).toBe(3_600_000);
  const atOnce = { windowMs: 0, delayMs: 0 };
  expect(validSetup(atMost("escalation_rate", 0.01), undefined, 0).timing).toEqual(atOnce);
});

function facts(more: Partial<RequestFacts> = {}): RequestFacts {
  return {
    ...{ arm: "candidate", outcome: "succeeded", isError: false, latencyMs: 800, costUsd: 0.002 },
    ...{ inputTokens: 100, outputTokens: null, toolCalls: 1, retries: 0 },
    ...more,
  };
}

test.each([
  ["escalation_rate", { outcome: "escalated" }, 1],
  ["escalation_rate", { outcome: null }, null],
  ["fallback_rate", { outcome: "fell_back" }, 1],
  ["error_rate", { isError: true }, 1],
  ["retry_rate", { retries: 2 }, 1],
  ["cost_usd", { costUsd: null }, null],
  ["input_tokens", {}, 100],
  ["output_tokens", {}, null],
  ["tool_calls", {}, 1],
])("%s of %o counts %s, and what is not known is never 0", (metric, change, value) => {
  const setup = { metric, comparator: "<=", limit: null } as const;
  expect(observedValue(setup as never, facts(change)).value).toBe(value);
});

test("what is bad is counted, and what is good is shown, on the same side of the bar", () => {
  const setup = validSetup(atLeast("success_rate", 0.92));
  expect(observedValue(setup, facts()).value).toBe(0);
  expect(observedValue(setup, facts({ outcome: "failed" })).value).toBe(1);
  expect(shownBar(setup)).toBe(0.92);
  expect(shownBand(setup, { value: 0.1, low: 0.05, high: 0.2, n: 9 })).toEqual({
    ...{ value: 0.9, low: 0.8, high: 0.95, n: 9 },
  });
});

test("cost per success divides only what is known", () => {
  const setup = validSetup(atMost("cost_per_success_usd", 0.01));
  expect(observedValue(setup, facts())).toEqual({ value: 0.002, successes: 1 });
  expect(observedValue(setup, facts({ outcome: "failed" }))).toEqual({
    value: 0.002,
    successes: 0,
  });
  expect(observedValue(setup, facts({ outcome: null }))).toEqual({ value: null });
});
