import { expect, test } from "vitest";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import type { CategoryVersion } from "@/lib/failure-categories/move-contract";
import { newestPair, sinceWords } from "./category-facts";

const category: FailureCategory = {
  id: "1",
  name: "says no",
  position: 0,
  state: "open",
  results: 0,
  createdAt: "2026-11-01T00:00:00Z",
  archivedAt: null,
  fixed: { at: "2026-11-02T00:00:00Z", in: { prompt: "tickets", version: 7 } },
  regressed: { at: "2026-11-03T00:00:00Z", in: { prompt: "tickets", version: 9 }, run: 31 },
};

test.each([
  ["open", ""],
  ["fixed", "in tickets v7"],
  ["regressed", "in tickets v9, run 31"],
] as const)("says where it is %s", (state, words) => {
  expect(sinceWords({ ...category, state })).toBe(words);
});

const rate = { value: 0.5, low: 0.2, high: 0.8, n: 4 };
const version = (
  prompt: string,
  number: number,
  runs: number[],
  passRate: CategoryVersion["passRate"] = rate,
): CategoryVersion => ({
  category: "1",
  prompt,
  version: number,
  cases: 1,
  traces: 0,
  passRate,
  runs,
});

test("before and after are of one prompt, and the one that ran last is the newest", () => {
  const versions = [
    version("a", 1, [1]),
    version("a", 2, [2]),
    version("a", 3, [], null),
    version("a", 4, [9]),
    version("b", 3, [5]),
  ];
  const pair = newestPair(versions);
  expect([pair?.now.version, pair?.before?.version]).toEqual([4, 2]);
  expect(newestPair([version("a", 3, [], null)])).toBeNull();
  expect(newestPair([version("b", 3, [5])])?.before).toBeNull();
});
