import { expect, test } from "vitest";
import { filtersOf, isSameFilters, loadTraceAddress } from "@/components/traces/trace-address";
import { describeFilters } from "./describe-filters";

const labels = (query: string) =>
  describeFilters(filtersOf(loadTraceAddress(new URLSearchParams(query)))).map(
    ({ label }) => label,
  );

test("filters read as words", () => {
  expect(
    labels("version=6&arm=candidate&prompt=support/triage&outcome=escalated&segment=Non-English"),
  ).toEqual(["support/triage", "version v6", "candidate", "outcome escalated", "Non-English"]);
  expect(labels("outcome=none&reviewed=no&error=yes&range=24h")).toEqual([
    "no outcome",
    "with an error",
    "not reviewed",
    "last 24 h",
  ]);
});

test("each condition is a word of its own, and taking it away leaves the others", () => {
  const words = describeFilters({ where: "outcome!=failed,escalated;attribute.plan=pro" });
  expect(words).toEqual([
    {
      names: ["where"],
      label: "outcome is not failed or escalated",
      rest: { where: "attribute.plan=pro" },
    },
    { names: ["where"], label: "plan is pro", rest: { where: "outcome!=failed,escalated" } },
  ]);
});

test("two bounds are one word, which takes both away", () => {
  const words = describeFilters({ minLatencyMs: 1000, maxLatencyMs: 3000, minCostUsd: 0.05 });
  expect(words).toEqual([
    { names: ["minLatencyMs", "maxLatencyMs"], label: "1,000 ms to 3,000 ms" },
    { names: ["minCostUsd", "maxCostUsd"], label: "costs at least $0.05" },
  ]);
});

test("a time is said in UTC, and wins over a range", () => {
  expect(labels("from=2026-11-18T09:00:00Z&to=2026-11-18T11:00:00Z")).toEqual([
    "18 Nov 09:00 to 11:00 UTC",
  ]);
  expect(labels("from=2026-11-18T23:00:00Z&to=2026-11-19T01:00:00Z")).toEqual([
    "18 Nov 23:00 to 19 Nov 01:00 UTC",
  ]);
  expect(labels("from=2026-11-18T09:30:00Z&range=24h")).toEqual(["since 18 Nov 09:30 UTC"]);
});

test("a filter that the page itself sets is no word", () => {
  expect(describeFilters({ prompt: "support/triage", version: 6 }, ["prompt"])).toEqual([
    { names: ["version"], label: "version v6" },
  ]);
});

test("an address with nonsense in it filters by the rest", () => {
  expect(labels("version=six&outcome=great&segment=VIP")).toEqual(["VIP"]);
});

test("the same filters are the same in any order", () => {
  expect(isSameFilters({ version: 6, q: "tent" }, { q: "tent", version: 6 })).toBe(true);
  expect(isSameFilters({ version: 6 }, { version: 6, q: "tent" })).toBe(false);
});
