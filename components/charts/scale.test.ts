import fc from "fast-check";
import { expect, test } from "vitest";
import { position, scaleOf, ticksOf } from "./scale";

test("what lies outside a scale stands at its edge", () => {
  const scale = { min: 0.6, max: 1 };
  expect(position(0.8, scale, 100)).toBe(50);
  expect(position(0.2, scale, 100)).toBe(0);
  expect(position(1.4, scale, 100)).toBe(100);
});

test("one scale holds all rows on a round step, inside its limits", () => {
  expect(scaleOf([0.758, 0.931, null], 0.1, { max: 1 })).toEqual({
    min: 0.7000000000000001,
    max: 1,
  });
  expect(scaleOf([], 20)).toEqual({ min: 0, max: 20 });
  expect(scaleOf([1], 0.2, { max: 1 })).toEqual({ min: 0.8, max: 1 });
});

test("ticks are round and lie on the scale", () => {
  expect(ticksOf({ min: 0.4, max: 1 }, 3)).toEqual([0.4, 0.6, 0.8, 1]);
  expect(ticksOf({ min: 0, max: 31 }, 2)).toEqual([0, 20]);
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      (min, size) => {
        const ticks = ticksOf({ min, max: min + size }, 4);
        expect(ticks.length).toBeLessThanOrEqual(6);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(min - size * 1e-6);
          expect(tick).toBeLessThanOrEqual(min + size * 1.000001);
        }
      },
    ),
  );
});
