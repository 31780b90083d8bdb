import { expect, test } from "vitest";
import { countAbove, countAboveLimit, quantileLimit, rateOfQuantile } from "./quantile-rate";

test("p95 at most 2 s: at most 5 % of the requests take longer", () => {
  expect([0.5, 0.95, 0.99].map(rateOfQuantile)).toEqual([0.5, 0.05, 0.01]);
  expect([1999, 2000, 2001].map((ms) => countAbove(ms, 2000))).toEqual([0, 0, 1]);
});

test("p95 at most 1.2 times stable: each arm is measured at the same point of its own distribution", () => {
  const limit = quantileLimit(
    0.95,
    1.2,
    Array.from({ length: 1001 }, (_, i) => i),
  );
  if (!limit) throw new Error("a limit was expected");
  expect(limit).toEqual({ ratio: 1.2, limit: 1140 });
  expect([1140, 1141].map((ms) => countAboveLimit(ms, "candidate", limit))).toEqual([0, 1]);
  expect([950, 951].map((ms) => countAboveLimit(ms, "stable", limit))).toEqual([0, 1]);
});

test("fewer than 1,000 earlier traces are no basis", () => {
  expect(
    quantileLimit(
      0.95,
      1.2,
      Array.from({ length: 999 }, () => 1),
    ),
  ).toBeNull();
});
