import { describe, expect, test } from "vitest";
import { amount } from "@/lib/stats/reference-data";
import { pairedCaseDifference, pairedMeanDifference } from "./paired-difference";

describe("a mean of paired differences", () => {
  test.each([
    [8, -0.9617, 1.3237, 0.7191],
    [20, -0.739, 0.6185, 0.8547],
    [50, -0.3905, 0.4481, 0.8908],
    [100, -0.2859, 0.2935, 0.9792],
  ])("of %d pairs", (n, low, high, p) => {
    const differences = Array.from({ length: n }, (_, i) => amount(i + 1) - amount(i + 51));
    const interval = pairedMeanDifference(differences);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
    expect(interval?.p).toBeCloseTo(p, 4);
  });

  test("equal differences have no width, one pair has no interval, none is nothing", () => {
    expect(pairedMeanDifference([0.1, 0.1, 0.1])).toMatchObject({ p: 0 });
    expect(pairedMeanDifference([0, 0, 0])).toMatchObject({ low: 0, high: 0, p: 1 });
    expect(pairedMeanDifference([2])).toMatchObject({ value: 2, low: null, high: null });
    expect(pairedMeanDifference([])).toBeNull();
  });
});

test.each([
  [[1 / 3, 2 / 3, -1 / 3], 20, -0.088, 0.1659],
  [[1, 1, 1], 50, -0.0192, 0.1657],
  [[-0.2, 0.4, 0.2], 30, -0.0349, 0.0683],
  [[], 20, -0.1797, 0.1797],
])("few cases changed: %j of %d", (changed, n, low, high) => {
  const differences = [...changed, ...new Array<number>(n - changed.length).fill(0)];
  const interval = pairedCaseDifference(differences);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test("from ten changed cases on, the t interval decides", () => {
  const differences = [...new Array<number>(10).fill(1 / 3), ...new Array<number>(40).fill(0)];
  expect(pairedCaseDifference(differences)).toEqual(pairedMeanDifference(differences));
});
