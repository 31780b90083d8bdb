import fc from "fast-check";
import { expect, test } from "vitest";
import { histogramBins } from "./histogram-bins";

const histogram = (step: number, from: number, counts: number[]) => ({
  edges: [...counts, 0].map((_, index) => (from + index) * step),
  counts,
  n: counts.reduce((a, b) => a + b, 0),
});

test("two histograms with unlike steps meet in bins that hold both exactly", () => {
  expect(histogramBins(histogram(20, 5, [1, 2, 3]), histogram(50, 2, [4, 5]))).toEqual([
    { from: 100, to: 200, current: 6, baseline: 9 },
  ]);
  expect(histogramBins(histogram(0.2, 0, [1, 2]), histogram(0.1, 1, [1, 1, 1]))).toEqual([
    { from: 0, to: 0.2, current: 1, baseline: 1 },
    { from: 0.2, to: 0.4, current: 2, baseline: 2 },
  ]);
});

test("a run without a baseline has its own bins, and one without answers none", () => {
  expect(histogramBins(histogram(5, 1, [2, 0, 1]), null)).toEqual([
    { from: 5, to: 10, current: 2 },
    { from: 10, to: 15, current: 0 },
    { from: 15, to: 20, current: 1 },
  ]);
  expect(histogramBins({ edges: [], counts: [], n: 0 }, null)).toEqual([]);
});

test("no answer is lost when bins are merged", () => {
  const some = fc.record({
    step: fc.constantFrom(0.001, 0.02, 0.25, 1, 2, 2.5, 5, 10, 200),
    from: fc.integer({ min: 0, max: 50 }),
    counts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 }),
  });
  fc.assert(
    fc.property(some, some, (a, b) => {
      const bins = histogramBins(
        histogram(a.step, a.from, a.counts),
        histogram(b.step, b.from, b.counts),
      );
      const sum = (values: number[]) => values.reduce((x, y) => x + y, 0);
      expect(sum(bins.map((bin) => bin.current))).toBe(sum(a.counts));
      expect(sum(bins.map((bin) => bin.baseline ?? 0))).toBe(sum(b.counts));
    }),
    { numRuns: 50 },
  );
});
