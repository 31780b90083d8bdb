import { expect, test } from "vitest";
import type { Trace } from "@/lib/traces/contract";
import { countNewer, mergeNewest, type TracePageData } from "./merge-newest";

const trace = (minute: number, more: Partial<Trace> = {}) =>
  ({
    id: `t${minute}`,
    startedAt: `2026-11-18T09:${String(minute).padStart(2, "0")}:00.000Z`,
    outcome: null,
    ...more,
  }) as Trace;
const page = (minutes: number[], nextCursor: string | null = "more"): TracePageData => ({
  data: minutes.map((minute) => trace(minute)),
  nextCursor,
});
const loaded = (...pages: TracePageData[]) => ({
  pages,
  pageParams: pages.map((_, index) => (index === 0 ? null : `c${index}`)),
});
const ids = ({ pages }: { pages: TracePageData[] }) =>
  pages.map(({ data }) => data.map(({ id }) => id));

test("new rows come above, and the pages below stay", () => {
  const merged = mergeNewest(loaded(page([5, 4]), page([3, 2])), page([7, 6, 5, 4]));
  expect(ids(merged)).toEqual([
    ["t7", "t6", "t5", "t4"],
    ["t3", "t2"],
  ]);
});

test("an outcome that came late is taken over where the row stands", () => {
  const late = { ...page([5, 4]), data: [trace(5), trace(4, { outcome: "escalated" })] };
  const merged = mergeNewest(loaded(page([5]), page([4, 3])), late);
  expect(merged.pages[1]?.data[0]?.outcome).toBe("escalated");
  expect(ids(merged)).toEqual([["t5"], ["t4", "t3"]]);
});

test("a trace that arrives late stands where it began, not on top", () => {
  expect(ids(mergeNewest(loaded(page([7, 5])), page([7, 6, 5])))).toEqual([["t7", "t6", "t5"]]);
});

test("when more came than a page holds, the list starts anew instead of hiding a gap", () => {
  expect(ids(mergeNewest(loaded(page([3, 2])), page([9, 8])))).toEqual([["t9", "t8"]]);
});

test("an empty list takes what came first", () => {
  expect(ids(mergeNewest(loaded(page([], null)), page([1], null)))).toEqual([["t1"]]);
});

test("what waits is what the list does not have", () => {
  expect(countNewer(page([7, 6, 5]).data, page([5, 4]).data)).toBe(2);
});
