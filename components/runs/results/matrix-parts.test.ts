import { expect, test } from "vitest";
import { partsOf } from "./matrix-parts";

const all = { tab: "all", isCompared: true, hasOnlyHere: false, isSorted: false } as const;

test("what changed is read before what stayed right, and a tab reads only its own", () => {
  expect(partsOf(all).map(({ change }) => change)).toEqual([
    "newly-failing",
    "still-failing",
    "newly-passing",
    "errored",
    "still-passing",
  ]);
  expect(partsOf({ ...all, tab: "newly-passing" })).toEqual([{ change: "newly-passing" }]);
});

test("without a baseline failures come first, then errors, which are neither", () => {
  expect(partsOf({ ...all, isCompared: false }).map(({ outcome }) => outcome)).toEqual([
    "failed",
    "errored",
    "passed",
  ]);
});

test("cases that the baseline does not have are read last", () => {
  expect(partsOf({ ...all, hasOnlyHere: true }).at(-1)).toEqual({});
});

test("rows in the order of a column are read in one part, and a tab keeps its own", () => {
  expect(partsOf({ ...all, isSorted: true })).toEqual([{}]);
  expect(partsOf({ ...all, isSorted: true, tab: "failing" })).toEqual([{ outcome: "failed" }]);
});
