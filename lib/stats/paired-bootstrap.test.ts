import { expect, test } from "vitest";
import { pairedMeanDifference, pairedQuantileDifference } from "./paired-bootstrap";
import { seededRandom } from "./seeded-random";

function latencies(n: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => -400 * Math.log((random(1_000_000) + 1) / 1_000_001));
}

test("the same data give the same interval every time", () => {
  const before = latencies(200, 1);
  const after = latencies(200, 2);
  expect(pairedMeanDifference(before, after)).toEqual(pairedMeanDifference(before, after));
  expect(pairedQuantileDifference(before, after)).toEqual(pairedQuantileDifference(before, after));
});

test("the mean's interval agrees with the normal one where that holds", () => {
  const before = latencies(2_000, 3);
  const random = seededRandom(4);
  const after = before.map((value) => value + 50 + random(201) - 100);
  const found = pairedMeanDifference(before, after);
  const half = (1.96 * Math.sqrt((201 ** 2 - 1) / 12)) / Math.sqrt(2_000);
  expect(found?.value).toBeCloseTo(50, -1);
  expect((found?.high ?? 0) - (found?.low ?? 0)).toBeCloseTo(2 * half, 0);
});

test("a skewed sample shifts the BCa interval towards its long tail", () => {
  const before = new Array<number>(60).fill(0);
  const found = pairedMeanDifference(before, latencies(60, 5));
  if (!found || found.low === null || found.high === null)
    throw new Error("an interval was expected");
  expect(found.high - found.value).toBeGreaterThan(found.value - found.low);
});

test("a constant slowdown has a point as its interval", () => {
  const before = latencies(100, 6);
  const after = before.map((value) => value + 180);
  const mean = pairedMeanDifference(before, after);
  const p95 = pairedQuantileDifference(before, after);
  for (const found of [mean, p95]) {
    expect(found?.value).toBeCloseTo(180, 6);
    expect(found?.low).toBeCloseTo(180, 6);
    expect(found?.high).toBeCloseTo(180, 6);
  }
});

test("swapping the runs turns the sign of the p95 difference", () => {
  const before = latencies(300, 7);
  const after = latencies(300, 8);
  const forward = pairedQuantileDifference(before, after);
  const backward = pairedQuantileDifference(after, before);
  expect(forward?.value).toBeCloseTo(-(backward?.value ?? 0), 9);
  expect(forward?.low).toBeCloseTo(-(backward?.high ?? 0), 6);
});

test("the p95 interval holds the true difference about as often as it promises", () => {
  let hits = 0;
  for (let trial = 0; trial < 100; trial++) {
    const before = latencies(200, 100 + trial);
    const after = latencies(200, 9_000 + trial).map((value) => value + 100);
    const found = pairedQuantileDifference(before, after, 0.95, { resamples: 400 });
    if (found && (found.low ?? 0) <= 100 && (found.high ?? 0) >= 100) hits++;
  }
  expect(hits).toBeGreaterThanOrEqual(88);
});

test("too few pairs have a value but no interval, and none have nothing", () => {
  expect(pairedMeanDifference([1, 2], [2, 4])).toEqual({ value: 1.5, low: null, high: null, n: 2 });
  expect(pairedQuantileDifference(latencies(71, 9), latencies(71, 10))).toMatchObject({
    low: null,
    high: null,
    n: 71,
  });
  expect(pairedMeanDifference([], [])).toBeNull();
  expect(() => pairedMeanDifference([1], [])).toThrow(/one length/);
});

test("ten thousand pairs take less than a second", () => {
  const before = latencies(10_000, 11);
  const after = latencies(10_000, 12);
  const started = process.cpuUsage();
  pairedMeanDifference(before, after);
  pairedQuantileDifference(before, after);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
});
