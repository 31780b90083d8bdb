import { expect, test } from "vitest";
import { intervalVerdict, mirrored } from "./interval-verdict";

test.each([
  [0.92, 0.88, 0.96, 0.9, 0.03, "pass"],
  [0.92, 0.86, 0.96, 0.9, 0.03, "inconclusive"],
  [0.89, 0.88, 0.96, 0.9, 0.03, "inconclusive"],
  [0.8, 0.7, 0.89, 0.9, 0.03, "fail"],
  [0.8, 0.7, 0.9, 0.9, 0.03, "inconclusive"],
  [0.01, -0.02, 0.04, -0.03, 0, "pass"],
  [0.01, -0.04, 0.04, -0.03, 0, "inconclusive"],
  [-0.06, -0.08, -0.04, -0.03, 0, "fail"],
  [0.01, null, null, 0, 0, "inconclusive"],
])(
  "%d (%d to %d) on a bar of %d, tolerance %d: %s",
  (value, low, high, bar, tolerance, verdict) => {
    expect(intervalVerdict({ value, low, high }, bar, tolerance)).toBe(verdict);
  },
);

test("floating point does not decide", () => {
  const low = 0.1 + 0.2 - 0.3 - 1e-17;
  expect(intervalVerdict({ value: 0.1, low: -low, high: 0.2 }, 0)).toBe("pass");
});

test("where less is better, interval and bar are turned round", () => {
  expect(mirrored({ value: 2, low: 1, high: null })).toEqual({ value: -2, low: null, high: -1 });
  expect(intervalVerdict(mirrored({ value: 900, low: 800, high: 990 }), -1_000)).toBe("pass");
});
