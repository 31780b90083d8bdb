import fc from "fast-check";
import { expect, test } from "vitest";
import { rate, wilsonInterval } from "./wilson-interval";

test.each([
  // Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [8, 10, 0.4902, 0.9433],
])("%i of %i lies between %f and %f", (passed, n, low, high) => {
  const interval = wilsonInterval(passed, n);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test("a rate of nothing is unknown, not zero", () => {
  expect(rate(0, 0)).toBeNull();
});

test("more passed than there were is refused", () => {
  expect(() => rate(3, 2)).toThrow(/0 <= passed <= n/);
});

test("the interval holds the rate, stays within 0 and 1, and mirrors when passes become fails", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const passed = Math.round(n * share);
        const one = wilsonInterval(passed, n);
        const mirrored = wilsonInterval(n - passed, n);
        if (!one || !mirrored) throw new Error("an interval was expected");
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(one.value);
        expect(one.high).toBeGreaterThanOrEqual(one.value);
        expect(mirrored.low).toBeCloseTo(1 - one.high, 10);
      },
    ),
  );
});
