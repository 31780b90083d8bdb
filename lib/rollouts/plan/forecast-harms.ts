import type { PlanPreview } from "@/lib/rollouts/contract";
import { timeToNotice } from "@/lib/stats/sequential/time-to-notice";
import {
  type UnitsToNotice,
  unitsToNoticeAmount,
  unitsToNoticeRate,
  unitsToNoticeRelativeAmount,
  unitsToNoticeRelativeRate,
} from "@/lib/stats/sequential/units-to-notice";
import { isRate } from "./guarded-metric";
import { type GuardrailSetup, observedValue, type RequestFacts } from "./guardrail-setup";
import type { RolloutPlan } from "./plan-contract";

type Harm = PlanPreview["guardrails"][number]["harms"][number];
type UnitsAt = (share: number) => UnitsToNotice | null;
/** A request of the stable version, one of each unit. */
export type EarlierRequest = Omit<RequestFacts, "arm">;

/** Points that a rate gets worse by. */
const POINTS = [0.01, 0.03, 0.05, 0.1];
/** Shares that latency, cost and counts get higher by. */
const SHARES = [0.1, 0.25, 0.5, 1];
/** From fewer units nothing can be said of how values vary. */
const LEAST_UNITS = 30;

interface Forecast {
  /** What the stable version has now. */
  stableValue: number | null;
  earlier: readonly EarlierRequest[];
  unitsPerDay: number;
}

/**
 * How soon some harms would be noticed: a rate that gets worse by some points beyond what the stable version has, or
 * earlier requests as they would be if each took or cost more. None where a lower value is the harm.
 */
export function forecastHarms(
  setup: GuardrailSetup,
  plan: Pick<RolloutPlan, "stages">,
  { stableValue, earlier, unitsPerDay }: Forecast,
): Harm[] {
  const ofRate = isRate(setup.metric);
  return (ofRate ? POINTS : SHARES).flatMap((harm) => {
    const unitsAt = ofRate ? rateHarm(setup, stableValue, harm) : shareHarm(setup, earlier, harm);
    if (!unitsAt) return [];
    const notice = timeToNotice(
      unitsAt,
      {
        newUnitsPerHour: unitsPerDay / 24,
        delayMinutes: (setup.timing.windowMs + setup.timing.delayMs) / 60_000,
      },
      plan.stages.map(({ percent, minMinutes }) => ({ share: percent / 100, minutes: minMinutes })),
    );
    const { medianMinutes = null, p95Minutes = null } = notice ?? {};
    return [{ harm, medianMinutes, p95Minutes }];
  });
}

function rateHarm(
  { test, comparator, threshold }: GuardrailSetup,
  stableValue: number | null,
  points: number,
): UnitsAt | null {
  if (stableValue === null) return null;
  const stable = comparator === ">=" ? 1 - stableValue : stableValue;
  return noticeRate(test, { stable, candidate: stable + points }, threshold);
}

/** Null: no test of rates, or a rate that cannot be. */
function noticeRate(
  test: GuardrailSetup["test"],
  { stable, candidate }: { stable: number; candidate: number },
  threshold: number,
): UnitsAt | null {
  if (candidate >= 1) return null;
  if (test.kind === "rate") {
    const { bar } = test;
    return () => (candidate > bar ? unitsToNoticeRate({ rate: candidate, bar }, threshold) : null);
  }
  if (test.kind !== "relative_rate") return null;
  const { margin } = test;
  return (share) =>
    stable > 0 ? unitsToNoticeRelativeRate({ stable, candidate, margin, share }, threshold) : null;
}

function shareHarm(
  setup: GuardrailSetup,
  earlier: readonly EarlierRequest[],
  harm: number,
): UnitsAt | null {
  const { test, threshold } = setup;
  const factor = 1 + harm;
  const stable = valuesOf(setup, earlier, "stable");
  const candidate = valuesOf(
    setup,
    earlier.map((request) => scaled(request, factor)),
    "candidate",
  );
  if (stable.length < LEAST_UNITS) return null;
  if (test.kind === "rate" || test.kind === "relative_rate") {
    return noticeRate(test, { stable: meanOf(stable), candidate: meanOf(candidate) }, threshold);
  }
  if (test.worse === "lower") return null;
  if (test.kind === "amount") {
    const units = candidate.map(({ value, successes = 1 }) => ({ amount: value, successes }));
    return () => unitsToNoticeAmount(units, test.bar, threshold);
  }
  const { ratio } = test;
  const amounts = stable.map(({ value }) => value);
  return (share) => unitsToNoticeRelativeAmount({ amounts, factor, ratio, share }, threshold);
}

type Value = { value: number; successes?: number };

const valuesOf = (
  setup: GuardrailSetup,
  requests: readonly EarlierRequest[],
  arm: RequestFacts["arm"],
): Value[] =>
  requests.flatMap((request) => {
    const { value, ...rest } = observedValue(setup, { ...request, arm });
    return value === null ? [] : [{ value, ...rest }];
  });

const meanOf = (values: readonly Value[]) =>
  values.reduce((sum, { value }) => sum + value, 0) / values.length;

function scaled(request: EarlierRequest, factor: number): EarlierRequest {
  const { latencyMs, costUsd, inputTokens, outputTokens, toolCalls } = request;
  const times = (value: number | null) => (value === null ? null : value * factor);
  return {
    ...request,
    latencyMs: latencyMs * factor,
    costUsd: times(costUsd),
    inputTokens: times(inputTokens),
    outputTokens: times(outputTokens),
    toolCalls: toolCalls * factor,
  };
}
