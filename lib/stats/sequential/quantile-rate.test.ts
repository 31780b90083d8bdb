import { expect, test } from "vitest";
import { quantileAsRate, relativeQuantileAsRate } from "./quantile-rate";

test("p95 at most 2 s: at most 5 % of the requests take longer", () => {
  const { bar, toRate } = quantileAsRate(0.95, 2000);
  expect(bar).toBe(0.05);
  expect([1999, 2000, 2001].map(toRate)).toEqual([0, 0, 1]);
});

test("p95 at most 1.2 times stable: each arm is measured on the same point of its own distribution", () => {
  const earlier = Array.from({ length: 1001 }, (_, i) => i);
  const rate = relativeQuantileAsRate(0.95, 1.2, earlier);
  expect(rate?.limit).toBeCloseTo(1140, 9);
  expect(rate).toMatchObject({ margin: { kind: "points", points: 0 }, earlierRate: 0.05 });
  expect([1140, 1141].map((ms) => rate?.toRate(ms, "candidate"))).toEqual([0, 1]);
  expect([950, 951].map((ms) => rate?.toRate(ms, "stable"))).toEqual([0, 1]);
});

test("fewer than 1,000 earlier traces are no basis", () => {
  expect(
    relativeQuantileAsRate(
      0.95,
      1.2,
      Array.from({ length: 999 }, () => 1),
    ),
  ).toBeNull();
});
