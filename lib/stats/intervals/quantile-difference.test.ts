import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/distributions/seeded-random";
import { pairedQuantileDifference } from "./quantile-difference";

function latencies(n: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => -400 * Math.log((random(1_000_000) + 1) / 1_000_001));
}

test("swapping the runs turns the sign of the p95 difference", () => {
  const before = latencies(300, 7);
  const after = latencies(300, 8);
  const forward = pairedQuantileDifference(before, after, 0.95);
  const backward = pairedQuantileDifference(after, before, 0.95);
  expect(forward?.value).toBeCloseTo(-(backward?.value ?? 0), 9);
  expect(forward?.low).toBeCloseTo(-(backward?.high ?? 0), 6);
});

test("answers that are slow on the same cases tell a difference better", () => {
  const before = latencies(300, 7);
  const alike = before.map((value) => value * 1.1);
  const mixed = alike.map((_, index) => alike[(index + 150) % 300] ?? 0);
  const width = (after: number[]) => {
    const difference = pairedQuantileDifference(before, after, 0.95);
    return (difference?.high ?? 0) - (difference?.low ?? 0);
  };
  expect(width(alike)).toBeLessThan(0.7 * width(mixed));
});

test("the p95 interval holds the true difference at least as often as it promises", () => {
  let hits = 0;
  for (let trial = 0; trial < 400; trial++) {
    const before = latencies(200, 100 + trial);
    const after = latencies(200, 9_000 + trial).map((value) => value + 100);
    const difference = pairedQuantileDifference(before, after, 0.95);
    if (difference && (difference.low ?? 0) <= 100 && (difference.high ?? 0) >= 100) hits++;
  }
  expect(hits).toBeGreaterThanOrEqual(380);
});

test("too few pairs have a value but no interval, and none have nothing", () => {
  expect(pairedQuantileDifference(latencies(71, 9), latencies(71, 10), 0.95)).toMatchObject({
    low: null,
    high: null,
    n: 71,
  });
  expect(pairedQuantileDifference([], [], 0.95)).toBeNull();
  expect(() => pairedQuantileDifference([1], [], 0.95)).toThrow(/both sides/);
});
