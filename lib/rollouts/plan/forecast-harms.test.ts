import { expect, test } from "vitest";
import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type EarlierRequest, forecastHarms } from "./forecast-harms";
import { setUpGuardrail } from "./guardrail-setup";
import { Guardrail, RolloutPlan } from "./plan-contract";

/** Latencies with a median of 1,000 ms and costs with one of $0.001, as they vary; nine of ten succeed. */
const earlier = Array.from({ length: 1_000 }, (_, index): EarlierRequest => {
  const spread = Math.exp(0.6 * standardNormalQuantile((index + 0.5) / 1_000));
  return {
    ...{ latencyMs: 1_000 * spread, costUsd: 0.001 * spread, isError: false, retries: 0 },
    ...{ outcome: index % 10 === 3 ? "failed" : "succeeded", toolCalls: 0 },
    ...{ inputTokens: 400, outputTokens: 50 },
  };
});
const P95 = 1_000 * Math.exp(0.6 * 1.6449);

function forecast(change: object, stableValue: number, requests = earlier) {
  const guardrail = Guardrail.parse({ comparator: "<=", ...change });
  const stages = [{ percent: 50, minMinutes: 1_440 }];
  const plan = RolloutPlan.parse({ stages, guardrails: [guardrail], maturationMinutes: 0 });
  const figure = { value: stableValue, n: 5_000 };
  const setup = setUpGuardrail(guardrail, plan, { segmentId: null, earlier: figure });
  if ("problem" in setup) throw new Error(setup.problem);
  return forecastHarms(setup, plan, { stableValue, earlier: requests, unitsPerDay: 4_800 });
}

const minutesOf = (harms: ReturnType<typeof forecast>) =>
  harms.map(({ medianMinutes }) => medianMinutes);

test.each([
  ["latency on a bar", { metric: "latency_p95_ms", threshold: 1.2 * P95 }, P95],
  [
    "latency against the stable version",
    { metric: "latency_p95_ms", threshold: 0.2, relativeTo: "control" },
    P95,
  ],
  ["cost on a bar", { metric: "cost_usd", threshold: 0.0013 }, 0.0012],
  [
    "cost against the stable version",
    { metric: "cost_usd", threshold: 0.2, relativeTo: "control" },
    0.0012,
  ],
  ["cost per success", { metric: "cost_per_success_usd", threshold: 0.0015 }, 0.0013],
])(
  "%s: harms within the bar are not noticed, and the larger one is, the sooner",
  (_, guardrail, stable) => {
    const harms = forecast(guardrail, stable);
    expect(harms.map(({ harm }) => harm)).toEqual([0.1, 0.25, 0.5, 1]);
    const [within, , half, twice] = minutesOf(harms);
    expect(within).toBeNull();
    expect(half).toBeGreaterThan(twice ?? Number.POSITIVE_INFINITY);
    expect(twice).toBeGreaterThan(0);
    for (const { medianMinutes, p95Minutes } of harms) {
      expect(p95Minutes ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(medianMinutes ?? 0);
    }
  },
);

test("a rate gets worse by points, whatever the requests were", () => {
  const harms = forecast({ metric: "escalation_rate", threshold: 0.08 }, 0.05, []);
  expect(harms.map(({ harm }) => harm)).toEqual([0.01, 0.03, 0.05, 0.1]);
  const [one, , , ten] = minutesOf(harms);
  expect(one).toBeNull();
  expect(ten).toBeGreaterThan(0);
});

test("of too few units, and where lower is the harm, nothing is forecast", () => {
  expect(forecast({ metric: "cost_usd", threshold: 0.0013 }, 0.0012, earlier.slice(0, 20))).toEqual(
    [],
  );
  const tokens = { metric: "output_tokens", comparator: ">=", threshold: 30 };
  expect(forecast(tokens, 50)).toEqual([]);
});
