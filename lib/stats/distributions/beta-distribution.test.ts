import { describe, expect, test } from "vitest";
import { betaProbability, betaQuantile, logGamma } from "./beta-distribution";
import { studentProbability, studentQuantile } from "./student-distribution";

test("ln Γ agrees with factorials and with Γ(1/2) = √π", () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
  expect(logGamma(1)).toBeCloseTo(0, 13);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
  expect(logGamma(171)).toBeCloseTo(706.5730622457875, 9);
});

describe("Beta", () => {
  test.each([
    // x, a, b, P: uniform, a power, and the binomial sum P(X ≥ 2) of n = 3 at 0.4.
    [0.3, 1, 1, 0.3],
    [0.5, 3, 1, 0.125],
    [0.4, 2, 2, 0.352],
  ])("P(X ≤ %d) of Beta(%d, %d)", (x, a, b, expected) => {
    expect(betaProbability(x, a, b)).toBeCloseTo(expected, 13);
  });

  test("the quantile undoes the probability, small and large", () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [10, 111],
      [4000, 3],
      [99, 12.75],
    ] as const) {
      for (const q of [1e-6, 0.025, 0.5, 0.95]) {
        expect(betaProbability(betaQuantile(q, a, b), a, b)).toBeCloseTo(q, 10);
      }
    }
  });
});

describe("Student's t", () => {
  test.each([
    [0.975, 1, 12.7062047],
    [0.975, 9, 2.2621572],
    [0.95, 29, 1.699127],
    [0.975, 119, 1.9801],
    [0.975, 4_999, 1.9604386],
  ])("quantile %d with %d degrees of freedom", (q, df, expected) => {
    expect(studentQuantile(q, df)).toBeCloseTo(expected, 4);
    expect(studentProbability(studentQuantile(q, df), df)).toBeCloseTo(q, 10);
    expect(studentQuantile(1 - q, df)).toBeCloseTo(-studentQuantile(q, df), 10);
  });
});
