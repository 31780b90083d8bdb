import { expect, test } from "vitest";
import { countingLabel } from "./counting-label";

const given = (labeller: string, label: string | null, minute = 0, isResolution = false) => ({
  labeller,
  label,
  isResolution,
  createdAt: new Date(Date.UTC(2026, 10, 3, 9, minute)),
});

test.each([
  ["nobody labelled it", [], null, false, false],
  ["one did", [given("Priya", "pass")], "pass", false, false],
  ["two agree", [given("Priya", "pass"), given("Jonas", "pass")], "pass", false, false],
  ["two differ", [given("Priya", "pass"), given("Jonas", "fail")], null, false, true],
  ["one put it off", [given("Priya", null), given("Jonas", "fail")], "fail", false, false],
  [
    "somebody decided, and again",
    [
      given("Priya", "pass"),
      given("Jonas", "fail"),
      given("Jonas", "pass", 1, true),
      given("Priya", "fail", 2, true),
    ],
    "fail",
    true,
    false,
  ],
] as const)("what counts when %s", (_, labels, label, isResolved, isDisputed) => {
  expect(countingLabel(labels)).toEqual({ label, isResolved, isDisputed });
});
