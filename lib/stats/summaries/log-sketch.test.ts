import fc from "fast-check";
import { expect, test } from "vitest";
import {
  EMPTY_SKETCH,
  mergeSketches,
  RELATIVE_ACCURACY,
  sketchOf,
  sketchQuantile,
  sketchRank,
  sketchTotal,
} from "./log-sketch";

const durations = fc.array(fc.integer({ min: 0, max: 10_000_000 }), {
  minLength: 1,
  maxLength: 300,
});
const isNear = (read: number | null, exact: number) =>
  read !== null && Math.abs(read - exact) <= exact * RELATIVE_ACCURACY * (1 + 1e-9);

test("every rank read from a sketch is within 1 % of the sorted values", () => {
  fc.assert(
    fc.property(durations, (values) => {
      const sketch = sketchOf(values);
      const sorted = values.toSorted((a, b) => a - b);
      expect(sketchTotal(sketch)).toBe(values.length);
      for (const [index, exact] of sorted.entries()) {
        expect(isNear(sketchRank(sketch, index + 1), exact), `${exact}`).toBe(true);
      }
    }),
  );
});

test("sketches of parts, merged in any order, are the sketch of the whole", () => {
  fc.assert(
    fc.property(durations, durations, durations, (a, b, c) => {
      const whole = sketchOf([...a, ...b, ...c]);
      const parts = [sketchOf(c), mergeSketches([sketchOf(a), sketchOf(b)])];
      expect(mergeSketches(parts)).toEqual(whole);
    }),
  );
});

test("a quantile of one value is that value, and of none is not known", () => {
  expect(isNear(sketchQuantile(sketchOf([1_240]), 0.95), 1_240)).toBe(true);
  expect(sketchQuantile(EMPTY_SKETCH, 0.5)).toBeNull();
  expect(sketchRank(sketchOf([5]), 2)).toBeNull();
});

test("a duration of 0 stays 0", () => {
  expect(sketchQuantile(sketchOf([0, 0, 900]), 0.5)).toBe(0);
});
