import { expect, test } from "vitest";
import { casesToDecidePairs, casesToDecideRate } from "./cases-to-decide";

test.each([
  [0.92, 0.9, 0.03, 264, "pass"],
  [0.85, 0.9, 0.03, 272, "fail"],
  [0.84, 0.8, 0.05, 140, "pass"],
  [0.97, 0.95, 0.02, 223, "pass"],
])("a rate of %d on a bar of %d, tolerance %d", (rate, bar, tolerance, cases, verdict) => {
  expect(casesToDecideRate(rate, { bar, tolerance })).toEqual({ cases, verdict });
});

test("on the bar no number of cases decides, nor does one that nobody would write", () => {
  expect(casesToDecideRate(0.9, { bar: 0.9, tolerance: 0.03 })).toBeNull();
  expect(casesToDecideRate(0.901, { bar: 0.9, tolerance: 0.03 })).toBeNull();
});

test("110 of 120 would pass with 305 cases", () => {
  expect(casesToDecideRate(110 / 120, { bar: 0.9, tolerance: 0.03 })).toEqual({
    cases: 305,
    verdict: "pass",
  });
});

test.each([
  [0.1, 0, 0.05, 248, "pass"],
  [0.15, 0.05, 0.03, 145, "pass"],
  [0.15, -0.1, 0.03, 185, "fail"],
  [0.12, 0.06, 0, 204, "pass"],
])("pairs: %d changed, difference %d, margin %d", (changed, difference, margin, cases, verdict) => {
  expect(casesToDecidePairs({ difference, changed }, margin)).toEqual({ cases, verdict });
});

test("where a 95 % interval decides it takes more cases than where one side does", () => {
  const measured = { difference: 0.06, changed: 0.12 };
  expect(casesToDecidePairs(measured, 0, { tail: 0.025 })).toEqual({ cases: 260, verdict: "pass" });
});
