import { expect, test } from "vitest";
import { exactBounds, mostWhenNone } from "./exact-bounds";

test.each([
  [111, 120, 0.8728],
  [30, 30, 0.905],
  [98.5, 110.25, 0.8323],
  [43, 50, 0.7531],
])("at least, from %d of %d", (k, n, low) => {
  expect(exactBounds(k, n).low).toBeCloseTo(low, 4);
});

test.each([
  [101, 120, 0.8938],
  [0, 30, 0.095],
  [90.5, 110.25, 0.8783],
  [40, 50, 0.8873],
])("at most, from %d of %d", (k, n, high) => {
  expect(exactBounds(k, n).high).toBeCloseTo(high, 4);
});

test.each([
  [10, 0.2589],
  [59, 0.0495],
  [120, 0.0247],
  [300, 0.0099],
])("none of %d", (n, most) => {
  expect(mostWhenNone(n)).toBeCloseTo(most, 4);
  expect(mostWhenNone(n)).toBeCloseTo(exactBounds(0, n).high, 9);
});
