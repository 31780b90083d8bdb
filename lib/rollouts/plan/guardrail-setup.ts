import type { Arm } from "@/lib/deployments/assign-arm";
import { formatCount, formatUsd } from "@/lib/format-number";
import { DEFAULT_WINDOW_MS, type IntakeTiming } from "@/lib/stats/sequential/enter-units";
import { evidenceThreshold } from "@/lib/stats/sequential/evidence-threshold";
import type { GuardrailTest } from "@/lib/stats/sequential/guardrail-state";
import type { ArmBand } from "@/lib/stats/sequential/guardrail-verdict";
import type { RateMargin } from "@/lib/stats/sequential/nearest-null";
import {
  countAbove,
  countAboveLimit,
  type QuantileLimit,
  rateOfQuantile,
} from "@/lib/stats/sequential/quantile-rate";
import { isRate, quantileOf } from "./guarded-metric";
import type { GuardedMetric, Guardrail, RolloutPlan } from "./plan-contract";

/** What a guardrail tests, fixed when the rollout starts. */
export interface GuardrailSetup {
  metric: GuardedMetric;
  comparator: "<=" | ">=";
  segmentId: string | null;
  test: GuardrailTest;
  /** Of quantiles: the latency in ms that requests are counted above; `ratio` is what a stable one is multiplied by. */
  limit: QuantileLimit | null;
  /** Whether a unit has to wait for its outcome before it counts. */
  kind: "outcome" | "request";
  timing: IntakeTiming;
  /** Evidence from which it fires. */
  threshold: number;
}

/** What is known of the stable version from the 30 days before; `value` null: not measured. */
export interface EarlierFigure {
  value: number | null;
  n: number;
}

/** Facts about one request. */
export interface RequestFacts {
  arm: Arm;
  outcome: string | null;
  isError: boolean;
  latencyMs: number;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  toolCalls: number;
  retries: number;
}

/** Errors, latency and cost are known as soon as a request has ended, or timed out. */
const REQUEST_DELAY_MINUTES = 5;
const LEAST_EARLIER = 1_000;
const LEAST_RATE = 0.001;

const OF_OUTCOME: ReadonlySet<GuardedMetric> = new Set([
  "success_rate",
  "escalation_rate",
  "fallback_rate",
  "cost_per_success_usd",
]);

/** 1 − 0.92 is 0.07999999999999996. */
const exact = (value: number) => Math.round(value * 1e12) / 1e12;

/**
 * The test of a guardrail of a plan, or the sentence that says why it has none. `earlier` is the stable version's
 * figure over the 30 days before, of the same segment.
 */
export function setUpGuardrail(
  guardrail: Guardrail,
  plan: Pick<RolloutPlan, "guardrails" | "maturationMinutes">,
  { segmentId, earlier }: { segmentId: string | null; earlier: EarlierFigure },
): GuardrailSetup | { problem: string } {
  const test = testOf(guardrail, earlier);
  if ("problem" in test) return test;
  const { metric, comparator } = guardrail;
  const kind = OF_OUTCOME.has(metric) ? "outcome" : "request";
  return {
    ...{ metric, comparator, segmentId, kind, ...test },
    timing: timingOf(kind, plan.maturationMinutes),
    threshold: evidenceThreshold(plan.guardrails.length),
  };
}

function timingOf(kind: GuardrailSetup["kind"], minutes: number): IntakeTiming {
  if (minutes === 0) return { windowMs: 0, delayMs: 0 };
  const delay = kind === "outcome" ? minutes : Math.min(minutes, REQUEST_DELAY_MINUTES);
  return { windowMs: Math.min(DEFAULT_WINDOW_MS, minutes * 60_000), delayMs: delay * 60_000 };
}

type Test = { test: GuardrailTest; limit: QuantileLimit | null } | { problem: string };

function testOf(guardrail: Guardrail, earlier: EarlierFigure): Test {
  const quantile = quantileOf(guardrail.metric);
  if (isRate(guardrail.metric)) return rateTest(guardrail, earlier);
  if (quantile !== null) return quantileTest(guardrail, quantile, earlier);
  return amountTest(guardrail, earlier);
}

function rateTest({ comparator, threshold, relativeTo }: Guardrail, earlier: EarlierFigure): Test {
  const isLeast = comparator === ">=";
  if (relativeTo === "absolute") {
    const bar = exact(isLeast ? 1 - threshold : threshold);
    if (!(bar >= LEAST_RATE && bar < 1)) {
      return {
        problem: isLeast
          ? "Write a bar above 0 % and at most 99.9 %."
          : "Write a bar from 0.1 % to below 100 %.",
      };
    }
    return { test: { kind: "rate", bar }, limit: null };
  }
  const points = exact(isLeast ? -threshold : threshold);
  if (!(points >= 0 && points < 1)) {
    return {
      problem: isLeast
        ? "Write how far below the stable version it may be, such as −0.01 for one point."
        : "Write how far above the stable version it may be, such as 0.01 for one point.",
    };
  }
  const margin: RateMargin = { kind: "points", points };
  const earlierRate =
    earlier.value === null ? null : isLeast ? exact(1 - earlier.value) : earlier.value;
  return { test: { kind: "relative_rate", margin, earlierRate }, limit: null };
}

function quantileTest(
  { comparator, threshold, relativeTo }: Guardrail,
  quantile: number,
  earlier: EarlierFigure,
): Test {
  if (comparator === ">=") return { problem: "Latency has an upper bar only. Use “at most”." };
  const bar = rateOfQuantile(quantile);
  if (relativeTo === "absolute") {
    if (!(threshold > 0)) return { problem: "Write a latency above 0 ms." };
    return { test: { kind: "rate", bar }, limit: { ratio: 1, limit: threshold } };
  }
  const ratio = exact(1 + threshold);
  if (!(threshold >= 0)) return { problem: "Write 0 or more, such as 0.2 for +20 %." };
  if (earlier.value === null || earlier.n < LEAST_EARLIER) {
    return {
      problem: `A latency relative to the stable version needs ${formatCount(LEAST_EARLIER)} of its requests from before the rollout; there are ${formatCount(earlier.n)}. Use an absolute bar.`,
    };
  }
  return {
    test: { kind: "relative_rate", margin: { kind: "points", points: 0 }, earlierRate: bar },
    limit: { ratio, limit: ratio * earlier.value },
  };
}

function amountTest(
  { metric, comparator, threshold, relativeTo }: Guardrail,
  earlier: EarlierFigure,
): Test {
  const worse = comparator === "<=" ? "higher" : "lower";
  if (relativeTo === "absolute") {
    if (!(threshold > 0)) return { problem: "Write a bar above 0." };
    return { test: { kind: "amount", bar: threshold, worse }, limit: null };
  }
  if (metric === "cost_per_success_usd") {
    return {
      problem: `Cost per success has absolute bars only${
        earlier.value === null ? "." : `; the stable version has ${formatUsd(earlier.value)}.`
      }`,
    };
  }
  const ratio = exact(1 + threshold);
  const isWithin = worse === "higher" ? threshold >= 0 : threshold <= 0 && ratio > 0;
  if (!isWithin) {
    return {
      problem:
        worse === "higher"
          ? "Write 0 or more, such as 0.15 for +15 %."
          : "Write 0 or less and above −1, such as −0.15 for −15 %.",
    };
  }
  if (!earlier.value) {
    return {
      problem:
        "The stable version has no such figure in the 30 days before, so nothing can be compared with it. Use an absolute bar.",
    };
  }
  return {
    test: { kind: "relative_amount", worse, ratio, earlierMean: earlier.value },
    limit: null,
  };
}

/** A request's value as the test counts it; null: it is not known. */
export function observedValue(
  setup: Pick<GuardrailSetup, "metric" | "comparator" | "limit">,
  facts: RequestFacts,
): { value: number | null; successes?: number } {
  const { metric, limit } = setup;
  const isLeast = setup.comparator === ">=";
  const rate = (isHit: boolean | null) => ({
    value: isHit === null ? null : Number(isHit !== isLeast),
  });
  const outcome = (name: string) => rate(facts.outcome === null ? null : facts.outcome === name);
  switch (metric) {
    case "success_rate":
      return outcome("succeeded");
    case "escalation_rate":
      return outcome("escalated");
    case "fallback_rate":
      return outcome("fell_back");
    case "error_rate":
      return rate(facts.isError);
    case "retry_rate":
      return rate(facts.retries > 0);
    case "cost_per_success_usd":
      return facts.outcome === null || facts.costUsd === null
        ? { value: null }
        : { value: facts.costUsd, successes: Number(facts.outcome === "succeeded") };
    case "cost_usd":
      return { value: facts.costUsd };
    case "input_tokens":
      return { value: facts.inputTokens };
    case "output_tokens":
      return { value: facts.outputTokens };
    case "tool_calls":
      return { value: facts.toolCalls };
    default: {
      // A failed request's latency says nothing of how quick answers are.
      if (limit === null || facts.isError) return { value: null };
      const { ratio } = limit;
      return {
        value:
          ratio === 1
            ? countAbove(facts.latencyMs, limit.limit)
            : countAboveLimit(facts.latencyMs, facts.arm, limit),
      };
    }
  }
}

/** A band as people read the metric: "at least" guardrails count what is bad and show what is good. */
export function shownBand(
  { metric, comparator }: Pick<GuardrailSetup, "metric" | "comparator">,
  band: ArmBand | null,
): ArmBand | null {
  if (band === null || !isRate(metric) || comparator === "<=") return band;
  const { value, low, high, n } = band;
  return { value: exact(1 - value), low: exact(1 - (high ?? 1)), high: exact(1 - low), n };
}

/** The bar as people read it; null where it moves with the stable version. */
export function shownBar({ test, metric, comparator }: GuardrailSetup): number | null {
  if (test.kind === "amount") return test.bar;
  if (test.kind !== "rate") return null;
  return isRate(metric) && comparator === ">=" ? exact(1 - test.bar) : test.bar;
}
