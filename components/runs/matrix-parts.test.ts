import { expect, test } from "vitest";
import { partsOf } from "./matrix-parts";

test("what changed is read before what stayed right, and a tab reads only its own", () => {
  expect(partsOf("all", true, false).map(({ change }) => change)).toEqual([
    "newly-failing",
    "still-failing",
    "newly-passing",
    "errored",
    "still-passing",
  ]);
  expect(partsOf("newly-passing", true, false)).toEqual([{ change: "newly-passing" }]);
});

test("without a baseline failures come first, then errors, which are neither", () => {
  expect(partsOf("all", false, false).map(({ outcome }) => outcome)).toEqual([
    "failed",
    "errored",
    "passed",
  ]);
});

test("cases that the baseline does not have are read last", () => {
  expect(partsOf("all", true, true).at(-1)).toEqual({});
});
