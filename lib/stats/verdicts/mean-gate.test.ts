import { describe, expect, test } from "vitest";
import { amounts } from "@/lib/stats/reference-data";
import { decideAmounts, decideQuantile } from "./mean-gate";

describe("a mean on a bar", () => {
  test.each([
    [1.6, "pass"],
    [0.7, "fail"],
    [1.1, "inconclusive"],
  ])("at most %d: %s", (bar, verdict) => {
    expect(decideAmounts(amounts(50), bar)?.verdict).toBe(verdict);
  });

  test("too few amounts cannot tell, and none is no decision", () => {
    expect(decideAmounts([1, 1, 1], 5)?.verdict).toBe("inconclusive");
    expect(decideAmounts([], 5)).toBeNull();
  });
});

describe("p95 on a bar", () => {
  const cases = (slow: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({ values: [i < slow ? 2_000 : 500], errored: 0 }));

  test.each([
    [0, "pass"],
    [4, "pass"],
    [9, "inconclusive"],
    [15, "fail"],
  ])("%d of 120 answers beyond it: %s", (slow, verdict) => {
    const rule = { quantile: 0.95, bar: 1_000, tolerance: 0.025 };
    expect(decideQuantile(cases(slow, 120), rule)?.verdict).toBe(verdict);
  });
});
