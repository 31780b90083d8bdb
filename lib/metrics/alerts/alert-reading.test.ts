import { expect, test } from "vitest";
import { NO_SUMS } from "@/lib/metrics/rollup-sums";
import { sketchOf } from "@/lib/stats/summaries/log-sketch";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import { UNIT_FIELDS, type UnitGroup } from "@/lib/traces/store/load-unit-groups";
import type { AlertRule } from "./alert-contract";
import { computeAlert } from "./alert-reading";
import { replayAlert } from "./replay-alert";

const rule: AlertRule = {
  metric: "escalation_rate",
  comparator: ">",
  threshold: 0.08,
  windowMinutes: 60,
  forMinutes: 0,
  minSamples: 1,
  filter: {},
};
const outcomes = (escalated: number, n: number): RollupSums => ({
  ...NO_SUMS,
  traces: n,
  escalated,
  succeeded: n - escalated,
});
const sides = (escalated: number, n: number, more: Partial<AlertRule> = {}) =>
  computeAlert({ ...rule, ...more }, [outcomes(escalated, n)]).side;

test("a rate is beyond its bar when its Wilson bound is, not when its value is", () => {
  expect(sides(9, 100)).toBe("unsure");
  expect(sides(14, 73)).toBe("breach");
  expect(sides(8, 100)).toBe("recovered");
  expect(sides(9, 9)).toBe("no_data");
  expect(sides(2, 10)).toBe("unsure");
  expect(sides(30, 40, { minSamples: 50 })).toBe("no_data");
});

/** So many units with 20 requests each that all end alike, `bad` of them in an escalation. */
function ofUnits(bad: number, units: number): RollupSums {
  const none = Object.fromEntries(UNIT_FIELDS.map((name) => [name, 0]));
  const groups = Array.from({ length: units }, (_, unitGroup) => ({
    ...(none as Omit<UnitGroup, "unitGroup">),
    unitGroup,
    traces: 20,
    known: 20,
    escalated: unitGroup < bad ? 20 : 0,
    logLatency: unitGroup < bad ? 160 : 100,
    logLatencySquares: unitGroup < bad ? 1_280 : 500,
  }));
  const sums = outcomes(bad * 20, units * 20);
  const unitNorm = 20 * Math.sqrt(units);
  const latency = sketchOf(
    groups.flatMap((group) => Array(20).fill(group.escalated ? 2_981 : 148)),
  );
  return { ...sums, withUnit: units * 20, unitNorm, units: groups, latency };
}

test("two of ten users are no breach, however many requests they send", () => {
  expect(sides(40, 200)).toBe("breach");
  expect(computeAlert(rule, [ofUnits(2, 10)]).side).toBe("unsure");
  expect(computeAlert(rule, [ofUnits(20, 60)]).side).toBe("breach");
  const slow = { ...rule, metric: "latency_p95_ms", threshold: 1_000 } as const;
  expect(computeAlert(slow, [ofUnits(2, 10)]).side).toBe("unsure");
  expect(computeAlert(slow, [ofUnits(20, 60)]).side).toBe("breach");
});

test("below a bar it is the other way round", () => {
  const below = { metric: "success_rate", comparator: "<", threshold: 0.9 } as const;
  expect(sides(14, 100, below)).toBe("unsure");
  expect(sides(20, 100, below)).toBe("breach");
  expect(sides(10, 100, below)).toBe("recovered");
});

test("a quantile is decided by the share of traces beyond the bar", () => {
  const slow = (slowOnes: number, n: number): RollupSums => ({
    ...NO_SUMS,
    traces: n,
    latency: sketchOf([
      ...new Array<number>(slowOnes).fill(3_000),
      ...new Array<number>(n - slowOnes).fill(200),
    ]),
  });
  const p95 = { ...rule, metric: "latency_p95_ms", threshold: 1_000 } as const;
  expect(computeAlert(p95, [slow(8, 100)]).side).toBe("unsure");
  expect(computeAlert(p95, [slow(12, 100)]).side).toBe("breach");
  expect(computeAlert(p95, [slow(5, 100)]).side).toBe("recovered");
  expect(computeAlert(p95, [slow(6, 50), slow(6, 50)]).side).toBe("breach");
});

test("a replay looks every minute and lists each breach with its worst value", () => {
  const HOUR = 3_600_000;
  const start = 400 * HOUR;
  const minutes = new Map([
    [start + 5 * 60_000, outcomes(2, 20)],
    [start + 20 * 60_000, outcomes(12, 40)],
    [start + 3 * HOUR, outcomes(9, 30)],
  ]);
  const hours = new Map([
    [start, outcomes(14, 60)],
    [start + 3 * HOUR, outcomes(9, 30)],
  ]);
  const range = { from: start, to: start + 6 * HOUR };
  const preview = replayAlert(rule, { hours, minutes }, range);
  const at = (ms: number) => new Date(start + ms).toISOString();
  expect(preview.breaches).toEqual([
    // Noticed within the hour, a minute after the escalations came in, and gone with the window.
    { from: at(21 * 60_000), to: at(2 * HOUR + 60_000), peak: 14 / 60 },
    { from: at(3 * HOUR + 60_000), to: at(5 * HOUR + 60_000), peak: 0.3 },
  ]);
  expect(preview).toMatchObject({ step: "minute", hours: 6 });
  expect(replayAlert(rule, { hours, minutes: null }, range)).toMatchObject({
    step: "hour",
    breaches: [{ from: at(HOUR) }, { from: at(4 * HOUR) }],
  });
});
