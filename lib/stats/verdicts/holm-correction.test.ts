import fc from "fast-check";
import { expect, test } from "vitest";
import { holmCorrection } from "./holm-correction";

test.each([
  // R: p.adjust(p, "holm")
  [
    [0.01, 0.02, 0.03, 0.04],
    [0.04, 0.06, 0.06, 0.06],
  ],
  [
    [0.04, 0.01, 0.03],
    [0.06, 0.03, 0.06],
  ],
  [
    [0.5, 0.9],
    [1, 1],
  ],
])("%j becomes %j", (values, expected) => {
  holmCorrection(values).forEach((p, i) => {
    expect(p).toBeCloseTo(expected[i] ?? Number.NaN, 10);
  });
});

test("a segment that was not measured is no comparison", () => {
  expect(holmCorrection([null, 0.02, null])).toEqual([null, 0.02, null]);
});

test("a correction never makes a p smaller and keeps the order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
      (values) => {
        const corrected = holmCorrection(values);
        values.forEach((p, i) => {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          values.forEach((other, j) => {
            if (p < other) expect(corrected[i] ?? 0).toBeLessThanOrEqual(corrected[j] ?? 0);
          });
        });
      },
    ),
  );
});
