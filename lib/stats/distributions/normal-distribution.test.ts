import fc from "fast-check";
import { expect, test } from "vitest";
import { standardNormalProbability, standardNormalQuantile } from "./normal-distribution";

test.each([
  [0.975, 1.959963984540054],
  [0.8, 0.8416212335729143],
  [0.995, 2.5758293035489004],
  [0.5, 0],
  [1e-9, -5.997807015007686],
])("the quantile of %f is %f", (p, z) => {
  expect(standardNormalQuantile(p)).toBeCloseTo(z, 10);
});

test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1.959963984540054, 0.025],
  [-5, 2.866515718791939e-7],
  [6, 0.9999999990134123],
  [12, 1],
  [-12, 0],
])("a value of at most %f has the probability %f", (z, p) => {
  expect(standardNormalProbability(z)).toBeCloseTo(p, 14);
});

test("probability and quantile undo each other", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0001, max: 0.9999, noNaN: true }), (p) => {
      expect(standardNormalProbability(standardNormalQuantile(p))).toBeCloseTo(p, 12);
    }),
  );
});
