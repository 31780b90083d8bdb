import { expect, test } from "vitest";
import { chartCsv } from "./chart-data";

test("a cell that looks like a formula is text in the CSV file", () => {
  expect(chartCsv({ columns: ["label", "n"], rows: [["=1+1", -3]] })).toBe(
    "label,n\r\n'=1+1,-3\r\n",
  );
});

test("no data is an empty cell, never a 0", () => {
  expect(chartCsv({ columns: ["a", "b"], rows: [["x, y", null]] })).toBe('a,b\r\n"x, y",\r\n');
});
