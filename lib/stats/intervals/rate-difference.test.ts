import fc from "fast-check";
import { expect, test } from "vitest";
import { mcnemarExact } from "@/lib/stats/verdicts/mcnemar-exact";
import { pairedCountsDifference, pairedScorePValue } from "./rate-difference";

test.each([
  // T. Tango, Statistics in Medicine 17, 1998, 891.
  [17, 1, 68, 0.1315, 0.3533],
  [5, 0, 50, 0.0215, 0.2136],
  [3, 9, 44, -0.2948, 0.0201],
  [0, 0, 120, -0.031, 0.031],
  // Airway data of Bentur, as Fagerland, Lydersen and Laake publish the score interval.
  [1, 7, 21, -0.517, -0.026],
])("%i newly passing and %i newly failing of %i differ by %f..%f", (gained, lost, n, low, high) => {
  const bounds = pairedCountsDifference({ gained, lost, n });
  expect(bounds.low).toBeCloseTo(low, 3);
  expect(bounds.high).toBeCloseTo(high, 3);
});

const counts = fc
  .tuple(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 800 }))
  .map(([gained, lost, same]) => ({ gained, lost, n: gained + lost + same }));

test("the paired interval holds the estimate, stays within -1 and 1, and mirrors when runs swap", () => {
  fc.assert(
    fc.property(counts, ({ gained, lost, n }) => {
      const { low, high } = pairedCountsDifference({ gained, lost, n });
      const swapped = pairedCountsDifference({ gained: lost, lost: gained, n });
      expect(low).toBeLessThanOrEqual((gained - lost) / n);
      expect(high).toBeGreaterThanOrEqual((gained - lost) / n);
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(swapped.low).toBeCloseTo(-high, 9);
    }),
  );
});

test("an interval that leaves a difference out rejects it, and the other way round", () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(0, -0.03, 0.1), (pairs, against) => {
      const { low, high } = pairedCountsDifference(pairs);
      if (Math.min(Math.abs(low - against), Math.abs(high - against)) < 1e-6) return;
      expect(low > against || high < against).toBe(pairedScorePValue(pairs, against) < 0.05);
    }),
  );
});

test("against no difference the score is McNemar's", () => {
  expect(pairedScorePValue({ gained: 0, lost: 0, n: 50 })).toBe(1);
  expect(pairedScorePValue({ gained: 2, lost: 14, n: 40 })).toBeCloseTo(0.0027, 4);
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
