import { expect, test } from "vitest";
import type { MatrixCell, MatrixRow } from "@/lib/runs/results/matrix-contract";
import { groupOf, partsOf } from "./matrix-parts";

const all = { tab: "all", isCompared: true, hasUnpaired: false, isSorted: false } as const;

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

test("cases that are not compared are read last", () => {
  expect(partsOf({ ...all, hasUnpaired: true }).at(-1)).toEqual({});
});

test("rows in the order of a column are read in one part, and a tab keeps its own", () => {
  expect(partsOf({ ...all, isSorted: true })).toEqual([{}]);
  expect(partsOf({ ...all, isSorted: true, tab: "failing" })).toEqual([{ outcome: "failed" }]);
});

test("a case of both runs that is not compared has a group beside those that the baseline lacks", () => {
  const cell = { outcome: "passed" } as MatrixCell;
  const row = (cells: MatrixRow["cells"]) => ({ change: null, cells }) as MatrixRow;
  expect(groupOf(row([cell, cell]), true)).toBe("other-input");
  expect(groupOf(row([cell, null]), true)).toBe("only-here");
  expect(groupOf(row([cell]), false)).toBe("passed");
});
