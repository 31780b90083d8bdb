import { describe, expect, test } from "vitest";
import { amounts, success } from "@/lib/stats/reference-data";
import { amountPerSuccess, hallBounds, skewedMean } from "./skewed-mean";

describe("a mean of skewed amounts", () => {
  test.each([
    [1.2, 0.8, 1.5, 20, 0.89671, 1.7542],
    [100, 60, 2.5, 50, 86.244, 125.54],
    [3, 1, 0, 30, 2.6266, 3.3734],
  ])("mean %d, deviation %d, skewness %d, n %d", (value, s, skewness, n, low, high) => {
    const bounds = hallBounds({ value, s, skewness, n });
    expect(bounds.low).toBeCloseTo(low, low > 10 ? 3 : 4);
    expect(bounds.high).toBeCloseTo(high, high > 10 ? 2 : 4);
  });

  test("of 50 amounts", () => {
    const interval = skewedMean(amounts(50));
    expect(interval?.low).toBeCloseTo(0.7551, 4);
    expect(interval?.high).toBeCloseTo(1.329, 3);
  });

  test("has no bounds under 20 amounts, and no value without one", () => {
    expect(skewedMean(amounts(19))).toMatchObject({ low: null, high: null, n: 19 });
    expect(skewedMean([])).toBeNull();
  });

  test("of equal amounts has no width", () => {
    expect(skewedMean(new Array<number>(25).fill(0.25))).toMatchObject({ low: 0.25, high: 0.25 });
  });
});

describe("cost per success", () => {
  const observed = (n: number) =>
    amounts(n).map((amount, i) => ({ amount, successes: success(i + 1) }));

  test.each([
    [20, 1.1877, 0.6449, 1.8555],
    [50, 1.2402, 0.8854, 1.7342],
    [100, 1.2222, 0.969, 1.5411],
    [200, 1.2159, 1.0374, 1.4225],
  ])("over %d traces", (n, value, low, high) => {
    const interval = amountPerSuccess(observed(n));
    expect(interval?.value).toBeCloseTo(value, 4);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test("has no bounds under 10 successes, and no value without one", () => {
    const rare = Array.from({ length: 100 }, (_, i) => ({ amount: 1, successes: i < 9 ? 1 : 0 }));
    expect(amountPerSuccess(rare)).toMatchObject({ low: null, high: null });
    expect(amountPerSuccess([{ amount: 1, successes: 0 }])).toBeNull();
  });
});
