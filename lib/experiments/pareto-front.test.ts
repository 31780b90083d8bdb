import fc from "fast-check";
import { expect, test } from "vitest";
import { type ParetoPoint, paretoFront } from "./pareto-front";

const front = (...points: [quality: number | null, price: number | null][]) =>
  paretoFront(points.map(([quality, price]) => ({ quality, price })));

test("a cell is on the front when no other one is as good and as cheap and better in one of the two", () => {
  expect(front([0.86, 0.2], [0.85, 0.23], [0.94, 0.74], [0.93, 0.84], [0.97, 2.09])).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

test("at the same price only the better one is on the front, and at the same quality only the cheaper one", () => {
  expect(front([0.9, 1], [0.8, 1])).toEqual([true, false]);
  expect(front([0.9, 1], [0.9, 2])).toEqual([true, false]);
});

test("equal cells are on the front together", () => {
  expect(front([0.9, 1], [0.9, 1], [0.8, 2])).toEqual([true, true, false]);
});

test("an unknown cost or pass rate is not on the front and beats nothing", () => {
  expect(front([1, null], [0.5, 1], [null, 0])).toEqual([false, true, false]);
  expect(front([0.9, null])).toEqual([false]);
  expect(front()).toEqual([]);
});

const point: fc.Arbitrary<ParetoPoint> = fc.record({
  quality: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
  price: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
});

test("whatever is measured is on the front or has one on the front that beats it", () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), (points) => {
      const onFront = paretoFront(points);
      const best = points.filter((_, index) => onFront[index]);
      for (const [index, { quality, price }] of points.entries()) {
        if (quality === null || price === null || onFront[index]) continue;
        expect(
          best.some((one) => (one.quality ?? -1) >= quality && (one.price ?? 99) <= price),
        ).toBe(true);
      }
    }),
  );
});
