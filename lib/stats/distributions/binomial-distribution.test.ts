import { expect, test } from "vitest";
import { binomialWindow } from "./binomial-distribution";

test("ten coins give the textbook probabilities", () => {
  const { first, probabilities } = binomialWindow(10, 0.5);
  expect(first).toBe(0);
  expect(Array.from(probabilities, (p) => Math.round(p * 1024))).toEqual([
    1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1,
  ]);
});

test("a hundred thousand trials neither overflow nor lose their mean", () => {
  const { first, probabilities } = binomialWindow(100_000, 0.95);
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  const mean = probabilities.reduce((sum, p, i) => sum + p * (first + i), 0);
  expect(total).toBeCloseTo(1, 10);
  expect(mean).toBeCloseTo(95_000, 4);
});

test("a certain event is certain", () => {
  expect(binomialWindow(5, 1)).toEqual({ first: 5, probabilities: Float64Array.of(1) });
  expect(binomialWindow(5, 0)).toEqual({ first: 0, probabilities: Float64Array.of(1) });
});
