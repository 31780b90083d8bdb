import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceInterval, relativeChangeInterval } from "./difference-interval";
import { wilsonInterval } from "./wilson-interval";

const rates = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.nat(400))
  .map(([n, passed]) => ({ n, passed: Math.min(passed, n) }));

test.each([
  // Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
])("%i of %i against %i of %i differ by %f..%f", (k1, n1, k2, n2, low, high) => {
  const [one, two] = [wilsonInterval(k1, n1), wilsonInterval(k2, n2)];
  if (!one || !two) throw new Error("both are measured");
  const difference = differenceInterval(one, two);
  expect(difference.low).toBeCloseTo(low, 3);
  expect(difference.high).toBeCloseTo(high, 3);
});

test("p is below 0.05 exactly when the interval leaves 0 out", () => {
  fc.assert(
    fc.property(rates, rates, (a, b) => {
      const [one, two] = [wilsonInterval(a.passed, a.n), wilsonInterval(b.passed, b.n)];
      if (!one || !two) throw new Error("both are measured");
      const { low, high, p } = differenceInterval(one, two);
      const nearest = Math.min(Math.abs(low ?? 0), Math.abs(high ?? 0));
      if (nearest < 1e-4) return;
      expect((p ?? 1) < 0.05).toBe((low ?? 0) > 0 || (high ?? 0) < 0);
    }),
  );
});

test("a relative change reads the same from either side", () => {
  const early = { value: 0.5, low: 0.4, high: 0.625, n: 100 };
  const late = { value: 0.75, low: 0.6, high: 0.9375, n: 100 };
  const up = relativeChangeInterval(late, early);
  const down = relativeChangeInterval(early, late);
  expect(up?.value).toBeCloseTo(0.5, 12);
  expect(((up?.low ?? 0) + 1) * ((down?.high ?? 0) + 1)).toBeCloseTo(1, 12);
  expect(up?.p).toBeCloseTo(down?.p ?? 0, 12);
});

test("an unknown bound leaves the change without an interval, and from 0 there is no share", () => {
  const bare = { value: 2, low: null, high: null, n: 3 };
  expect(differenceInterval(bare, { value: 1, low: 0.5, high: 2, n: 50 })).toEqual({
    value: 1,
    low: null,
    high: null,
    p: null,
  });
  expect(relativeChangeInterval(bare, { value: 0, low: 0, high: 0, n: 50 })).toBeNull();
});
