import { expect, test } from "vitest";
import { nextSort, sortRows } from "./sort-rows";

const by = <Value>(value: Value) => value;

test("names with numbers are sorted as people count", () => {
  expect(sortRows(["v10", "V9", "v1"], by, false)).toEqual(["v1", "V9", "v10"]);
});

test("numbers are sorted by size, below zero too", () => {
  expect(sortRows([10, -2, 9.5], by, false)).toEqual([-2, 9.5, 10]);
});

test("a row without a value stands last in both directions", () => {
  expect(sortRows([null, 2, undefined, 1], by, false)).toEqual([1, 2, null, undefined]);
  expect(sortRows([null, 1, undefined, 2], by, true)).toEqual([2, 1, null, undefined]);
});

test("rows with the same value keep their order in both directions", () => {
  const rows = [
    { id: "a", rate: 1 },
    { id: "b", rate: 1 },
    { id: "c", rate: 0 },
  ];
  const rate = (row: { rate: number }) => row.rate;
  expect(sortRows(rows, rate, true).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(sortRows(rows, rate, false).map(({ id }) => id)).toEqual(["c", "a", "b"]);
});

test("a third press on a head gives the first order back", () => {
  const up = nextSort(null, "name");
  const down = nextSort(up, "name");
  expect([up?.descending, down?.descending, nextSort(down, "name")]).toEqual([false, true, null]);
  expect(nextSort(down, "owner")).toEqual({ columnId: "owner", descending: false });
});
