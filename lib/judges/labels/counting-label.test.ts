import { expect, test } from "vitest";
import { countingLabel } from "./counting-label";

const labelBy = (labeller: string, label: string | null, minute = 0, isResolution = false) => ({
  labeller,
  label,
  isResolution,
  createdAt: new Date(Date.UTC(2026, 10, 3, 9, minute)),
});

test.each([
  ["nobody labelled it", [], null, false, false],
  ["one did", [labelBy("Priya", "pass")], "pass", false, false],
  ["two agree", [labelBy("Priya", "pass"), labelBy("Jonas", "pass")], "pass", false, false],
  ["two differ", [labelBy("Priya", "pass"), labelBy("Jonas", "fail")], null, false, true],
  ["one put it off", [labelBy("Priya", null), labelBy("Jonas", "fail")], "fail", false, false],
  [
    "somebody decided, and again",
    [
      labelBy("Priya", "pass"),
      labelBy("Jonas", "fail"),
      labelBy("Jonas", "pass", 1, true),
      labelBy("Priya", "fail", 2, true),
    ],
    "fail",
    true,
    false,
  ],
] as const)("what counts when %s", (_, labels, label, isResolved, isDisputed) => {
  expect(countingLabel(labels)).toEqual({ label, isResolved, isDisputed });
});
