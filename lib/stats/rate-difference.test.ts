import fc from "fast-check";
import { expect, test } from "vitest";
import { mcnemarExact } from "./mcnemar-exact";
import { pairedRateDifference, unpairedRateDifference } from "./rate-difference";

test.each([
  // Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
])("%i of %i against %i of %i differ by %f..%f", (k1, n1, k2, n2, low, high) => {
  const found = unpairedRateDifference({ passed: k1, n: n1 }, { passed: k2, n: n2 });
  expect(found?.low).toBeCloseTo(low, 3);
  expect(found?.high).toBeCloseTo(high, 3);
});

test("paired airway data of Bentur give the score interval that Fagerland, Lydersen and Laake publish", () => {
  const found = pairedRateDifference({
    bothPassed: 1,
    newlyPassing: 1,
    newlyFailing: 7,
    bothFailed: 12,
  });
  expect(found?.value).toBeCloseTo(-0.286, 3);
  expect(found?.low).toBeCloseTo(-0.517, 3);
  expect(found?.high).toBeCloseTo(-0.026, 3);
});

test("when no case changed the interval is not a point: z squared over n plus z squared", () => {
  const found = pairedRateDifference({
    bothPassed: 90,
    newlyPassing: 0,
    newlyFailing: 0,
    bothFailed: 10,
  });
  expect(found?.value).toBe(0);
  expect(found?.high).toBeCloseTo(3.8415 / 103.8415, 4);
  expect(found?.low).toBeCloseTo(-3.8415 / 103.8415, 4);
});

test("without shared cases there is no difference", () => {
  const nothing = { bothPassed: 0, newlyPassing: 0, newlyFailing: 0, bothFailed: 0 };
  expect(pairedRateDifference(nothing)).toBeNull();
  expect(unpairedRateDifference({ passed: 0, n: 0 }, { passed: 1, n: 2 })).toBeNull();
});

const counts = fc.record({
  bothPassed: fc.integer({ min: 0, max: 400 }),
  newlyPassing: fc.integer({ min: 0, max: 60 }),
  newlyFailing: fc.integer({ min: 0, max: 60 }),
  bothFailed: fc.integer({ min: 1, max: 400 }),
});

test("the paired interval holds the estimate, stays within -1 and 1, and mirrors when runs swap", () => {
  fc.assert(
    fc.property(counts, (pairs) => {
      const found = pairedRateDifference(pairs);
      const swapped = pairedRateDifference({
        ...pairs,
        newlyPassing: pairs.newlyFailing,
        newlyFailing: pairs.newlyPassing,
      });
      if (!found || !swapped) throw new Error("an interval was expected");
      expect(found.low).toBeLessThanOrEqual(found.value);
      expect(found.high).toBeGreaterThanOrEqual(found.value);
      expect(found.low).toBeGreaterThanOrEqual(-1);
      expect(found.high).toBeLessThanOrEqual(1);
      expect(swapped.low).toBeCloseTo(-found.high, 9);
    }),
  );
});

test("an interval that excludes zero means that McNemar's chi-square is beyond its bar", () => {
  fc.assert(
    fc.property(counts, (pairs) => {
      const { newlyPassing: b, newlyFailing: c } = pairs;
      const found = pairedRateDifference(pairs);
      const beyond = b + c > 0 && (b - c) ** 2 / (b + c) > 3.841458820694124;
      expect(Boolean(found && (found.low > 1e-9 || found.high < -1e-9))).toBe(beyond);
    }),
  );
});

test.each([
  [1, 9, 0.02148],
  [1, 7, 0.0703],
  [0, 0, 1],
  [5, 5, 1],
  [0, 6, 0.03125],
])("%i newly passing and %i newly failing give p = %f", (gained, lost, p) => {
  expect(mcnemarExact(gained, lost)).toBeCloseTo(p, 4);
});

test("a thousand changed cases in one direction do not break the exact p", () => {
  expect(mcnemarExact(0, 1_000)).toBeLessThan(1e-200);
  expect(mcnemarExact(10_000, 10_100)).toBeCloseTo(0.485, 2);
});
