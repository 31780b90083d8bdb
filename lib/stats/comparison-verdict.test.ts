import { expect, test } from "vitest";
import { comparisonVerdict } from "./comparison-verdict";

const of = (low: number | null, high: number | null, more = {}) =>
  comparisonVerdict({
    difference: { value: 0, low, high, n: 100 },
    plannedPairs: 100,
    erroredPairs: 0,
    ...more,
  }).verdict;

test("a run is better when the whole interval is at or above zero, worse when it is below", () => {
  expect(of(0.02, 0.1)).toBe("pass");
  expect(of(0, 0.1)).toBe("pass");
  expect(of(-0.1, -0.02)).toBe("fail");
  expect(of(-0.01, 0.1)).toBe("inconclusive");
  expect(of(-0.1, 0)).toBe("inconclusive");
});

test("a margin accepts a small loss, and only a loss beyond it is a fail", () => {
  expect(of(-0.01, 0.1, { margin: 0.02 })).toBe("pass");
  expect(of(-0.03, 0.1, { margin: 0.02 })).toBe("inconclusive");
  expect(of(-0.05, -0.01, { margin: 0.02 })).toBe("inconclusive");
  expect(of(-0.05, -0.03, { margin: 0.02 })).toBe("fail");
});

test("latency is better when it is lower", () => {
  expect(of(-200, -20, { better: "lower" })).toBe("pass");
  expect(of(20, 200, { better: "lower" })).toBe("fail");
  expect(of(-20, 40, { better: "lower", margin: 50 })).toBe("pass");
});

test("more than 5 % errors make any interval inconclusive", () => {
  expect(of(0.02, 0.1, { plannedPairs: 106, erroredPairs: 6 })).toBe("inconclusive");
  expect(of(0.02, 0.1, { plannedPairs: 100, erroredPairs: 5 })).toBe("pass");
});

test("no shared case is not measured, even when everything failed with errors", () => {
  expect(comparisonVerdict({ difference: null, plannedPairs: 20, erroredPairs: 20 }).verdict).toBe(
    "not_measured",
  );
});

test("an unknown interval is inconclusive", () => {
  expect(of(null, null)).toBe("inconclusive");
});
