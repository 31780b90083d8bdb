import { expect, test } from "vitest";
import { expectedCost } from "./expected-cost";

const cell = (costUsd: number | null, done: number | null, total = 100) => ({
  costUsd,
  progress: { done, total },
});

test("each cell goes on at the cost of its answers so far", () => {
  expect(expectedCost([cell(1, 50), cell(3, 100)])).toBe(5);
});

test.each([
  ["one has not begun", [cell(1, 50), cell(null, 0)]],
  ["the price of one is unknown", [cell(null, 50)]],
  ["figures are withheld", [cell(1, null)]],
])("nothing is expected while %s", (_, cells) => {
  expect(expectedCost(cells)).toBeNull();
});
