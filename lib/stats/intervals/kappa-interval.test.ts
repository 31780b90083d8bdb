import fc from "fast-check";
import { expect, test } from "vitest";
import { kappaInterval } from "./kappa-interval";

test.each([
  [[82, 3, 6, 9], 0.6154, 0.3287, 0.7783],
  [[45, 5, 5, 45], 0.8, 0.6313, 0.8785],
  [[90, 5, 4, 1], 0.1346, -0.1456, 0.4684],
  [[50, 0, 0, 50], 1, 0.8675, 1],
] as const)("κ of %j", ([pp, pf, fp, ff], value, low, high) => {
  const kappa = kappaInterval([
    [pp, pf],
    [fp, ff],
  ]);
  expect(kappa?.value).toBeCloseTo(value, 4);
  expect(kappa?.low).toBeCloseTo(low, 4);
  expect(kappa?.high).toBeCloseTo(high, 4);
});

test("three labels, in the sizes of a public set of refusals", () => {
  const kappa = kappaInterval([
    [230, 0, 0],
    [20, 191, 0],
    [8, 1, 0],
  ]);
  expect(kappa?.value).toBeCloseTo(0.873, 3);
});

test("without a rating, or with a single label, there is no κ", () => {
  expect(
    kappaInterval([
      [0, 0],
      [0, 0],
    ]),
  ).toBeNull();
  expect(
    kappaInterval([
      [40, 0],
      [0, 0],
    ]),
  ).toBeNull();
});

const count = fc.nat(60);

test("the limits hold the value and lie within -1 and 1, and raters may change places", () => {
  fc.assert(
    fc.property(fc.tuple(count, count, count, count), ([pp, pf, fp, ff]) => {
      const kappa = kappaInterval([
        [pp, pf],
        [fp, ff],
      ]);
      if (!kappa) return;
      expect(kappa.low).toBeLessThanOrEqual(kappa.value);
      expect(kappa.high).toBeGreaterThanOrEqual(kappa.value);
      expect(kappa.low).toBeGreaterThanOrEqual(-1);
      expect(kappa.high).toBeLessThanOrEqual(1);
      const turned = kappaInterval([
        [pp, fp],
        [pf, ff],
      ]);
      expect(turned?.low).toBeCloseTo(kappa.low, 9);
      expect(turned?.high).toBeCloseTo(kappa.high, 9);
    }),
  );
});
