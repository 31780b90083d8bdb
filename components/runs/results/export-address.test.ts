import { expect, test } from "vitest";
import { exportAddress } from "./export-address";

const none = {
  baseline: null,
  with: null,
  tab: null,
  by: "segments" as const,
  chart: "latency" as const,
  segment: null,
  kind: null,
  category: null,
  step: null,
  otherInput: null,
  q: "",
  scorer: null,
  expected: null,
  answered: null,
  sort: null,
  case: null,
};

test("the file is of the rows that the tab and the filters show", () => {
  expect(exportAddress("northwind", 7, "csv", none, 4)).toBe(
    "/api/v1/projects/northwind/runs/7/exports?format=csv",
  );
  expect(
    exportAddress("northwind", 7, "jsonl", { ...none, tab: "errors", segment: "New users" }, 4),
  ).toBe(
    "/api/v1/projects/northwind/runs/7/exports?format=jsonl&segment=New+users&outcome=errored",
  );
});

test("a tab of changes names the run against which they changed", () => {
  expect(exportAddress("northwind", 7, "csv", { ...none, tab: "newly-failing" }, 4)).toBe(
    "/api/v1/projects/northwind/runs/7/exports?format=csv&change=newly-failing&against=4",
  );
});
