import fc from "fast-check";
import { expect, test } from "vitest";
import { latencyQuantiles, quantileInterval } from "./quantile-interval";

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test.each([
  // Conover, Practical Nonparametric Statistics: the median of 10 lies between the 2nd and 9th.
  [10, 0.5, 5.5, 2, 9],
  [6, 0.5, 3.5, 1, 6],
  [72, 0.95, 68.45, 64, 72],
])(
  "of the numbers 1 to %i, quantile %f is %f, between %f and %f",
  (n, quantile, value, low, high) => {
    const interval = quantileInterval(upTo(n), quantile);
    expect(interval?.value).toBeCloseTo(value, 10);
    expect(interval).toMatchObject({ low, high, n });
  },
);

test("p95 has no upper bound with 71 values, p99 none with 367", () => {
  expect(quantileInterval(upTo(71), 0.95)?.high).toBeNull();
  expect(quantileInterval(upTo(72), 0.95)?.high).toBe(72);
  expect(quantileInterval(upTo(367), 0.99)?.high).toBeNull();
  expect(quantileInterval(upTo(368), 0.99)?.high).toBe(368);
});

test("five values say nothing about where the median ends", () => {
  expect(quantileInterval(upTo(5), 0.5)).toEqual({ value: 3, low: null, high: null, n: 5 });
});

test("nothing measured has no quantile", () => {
  expect(quantileInterval([], 0.5)).toBeNull();
  expect(latencyQuantiles([])).toEqual({ p50: null, p95: null, p99: null });
});

test("the order of the values does not matter and the bounds hold the value", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 500 }),
      fc.constantFrom(0.5, 0.9, 0.95, 0.99),
      (values, quantile) => {
        const interval = quantileInterval(values, quantile);
        if (!interval) throw new Error("a quantile was expected");
        expect(quantileInterval([...values].reverse(), quantile)).toEqual(interval);
        if (interval.low !== null) expect(interval.low).toBeLessThanOrEqual(interval.value);
        if (interval.high !== null) expect(interval.high).toBeGreaterThanOrEqual(interval.value);
      },
    ),
  );
});

test("two values far apart cannot put p99 outside its own interval", () => {
  expect(quantileInterval([0, 100], 0.99)).toEqual({ value: 99, low: 99, high: null, n: 2 });
});

test("a hundred thousand latencies have their quantiles at once", () => {
  const { p95 } = latencyQuantiles(upTo(100_000));
  expect(p95?.value).toBeCloseTo(95_000.05, 2);
  expect(p95?.low).toBeGreaterThan(94_800);
  expect(p95?.high).toBeLessThan(95_200);
});
