import { expect, test } from "vitest";
import {
  calibratedThreshold,
  chanceToFire,
  firingChances,
  leastBadToFire,
} from "./calibrated-threshold";

test.each([
  [10, 6],
  [20, 7],
  [50, 11],
  [100, 18],
  [500, 62],
])("of %d units %d bad ones fire at a bar of 8 %% and a threshold of 60", (n, bad) => {
  expect(leastBadToFire(n, 0.08, { logThreshold: Math.log(60) })).toBe(bad);
});

test("of two units none can fire", () => {
  expect(leastBadToFire(2, 0.08, { logThreshold: Math.log(60) })).toBe(3);
});

test.each([
  [0.08, 0.05 / 3, 5000, 46.1],
  [0.08, 0.05 / 3, 1000, 41.6],
  [0.05, 0.05 / 3, 5000, 45.2],
  [0.08, 0.05, 5000, 15.3],
])("bar %d, chance %d, %d looks: threshold %d", (bar, alpha, looks, threshold) => {
  const calibrated = calibratedThreshold(bar, alpha, looks);
  expect(Math.abs(calibrated - threshold)).toBeLessThan(0.1);
  expect(chanceToFire(bar, looks, Math.log(calibrated))).toBeLessThanOrEqual(alpha);
  expect(chanceToFire(bar, looks, Math.log(calibrated - 0.1))).toBeGreaterThan(alpha);
});

test("at the bar the uncalibrated threshold of three guardrails fires in 1.27 % of 5,000 looks", () => {
  expect(chanceToFire(0.08, 5000, Math.log(60))).toBeCloseTo(0.0127, 4);
});

test.each([
  [0.12, 453, 1340],
  [0.18, 73, 216],
])("at a true rate of %d half fire by %d units and 95 %% by %d", (rate, median, p95) => {
  const chances = firingChances(0.08, 5000, Math.log(60), rate);
  const reached = (share: number) => {
    let sum = 0;
    return (
      chances.findIndex((chance) => {
        sum += chance;
        return sum >= share;
      }) + 1
    );
  };
  expect(Math.abs(reached(0.5) - median)).toBeLessThanOrEqual(0.03 * median);
  expect(Math.abs(reached(0.95) - p95)).toBeLessThanOrEqual(0.05 * p95);
});
