import { expect, test } from "vitest";
import { demoTimes, hoursAfter } from "../demo-times";
import { chooseFailures } from "../seed-trace-reviews";
import { makeTraffic } from "../traffic/make-traffic";

const times = demoTimes(new Date("2026-11-29T19:00:45Z"));
const thisWeek = new Date("2026-11-23T00:00:00Z");
const failures = [...makeTraffic({ times, liveAt: () => 3, seed: 1, count: 3_000 })].filter(
  ({ mistake, ticket }) => mistake === "language not understood" && ticket,
);
const [first, second] = failures;

test("a ticket that failed last week and again this week becomes one case", () => {
  if (!first || !second) throw new Error("The traffic has too few failures.");
  const again = { ...second, ticket: first.ticket };
  const chosen = chooseFailures(
    [
      { trace: first, at: hoursAfter(thisWeek, -20), by: "ines" },
      { trace: again, at: hoursAfter(thisWeek, 20), by: "ines" },
    ],
    thisWeek,
  );
  expect(chosen.map(({ trace }) => trace.batch.traceId)).toEqual([first.batch.traceId]);
});

test("no ticket is chosen twice among all failures of two weeks", () => {
  const reviewed = failures.map((trace) => ({
    trace,
    at: hoursAfter(trace.startedAt, 3),
    by: "priya" as const,
  }));
  const texts = chooseFailures(reviewed, thisWeek).map(({ trace }) => trace.ticket?.text);
  expect(texts.length).toBe(7);
  expect(new Set(texts).size).toBe(texts.length);
});
