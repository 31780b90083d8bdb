import { expect, test } from "vitest";
import type { TraceHistogram } from "@/lib/metrics/histogram-contract";
import { barsOf, seriesIn, stepWords, tableOf, timeOf, unknownWords } from "./histogram-bars";

const HOUR_MS = 3_600_000;
const start = Date.UTC(2026, 10, 20, 2);
const none = { succeeded: 0, failed: 0, escalated: 0, fell_back: 0, none: 0 };
const histogram: TraceHistogram = {
  from: new Date(start).toISOString(),
  to: new Date(start + 9 * HOUR_MS).toISOString(),
  stepHours: 4,
  bars: [
    { ...none, at: "2026-11-20T00:00:00.000Z", succeeded: 5, failed: 1 },
    { ...none, at: "2026-11-20T04:00:00.000Z" },
    { ...none, at: "2026-11-20T08:00:00.000Z", none: 2 },
  ],
  unknown: [],
};

test("only outcomes that occur are in the legend, what went wrong first", () => {
  expect(seriesIn(histogram).map(({ label, n }) => [label, n])).toEqual([
    ["failed", 1],
    ["not reported", 2],
    ["succeeded", 5],
  ]);
  expect(barsOf(histogram)[0]).toEqual({
    x: Date.UTC(2026, 10, 20),
    values: { ...none, succeeded: 5, failed: 1 },
  });
  expect(tableOf(histogram).rows.map(([time]) => time)).toEqual([
    "2026-11-20 00:00",
    "2026-11-20 08:00",
  ]);
});

test("bars narrow the time to what they count, within what is drawn", () => {
  const [first = 0, second = 0, third = 0] = barsOf(histogram).map(({ x }) => x);
  expect(timeOf(histogram, first, first)).toEqual({
    from: "2026-11-20T02:00:00.000Z",
    to: "2026-11-20T04:00:00.000Z",
  });
  expect(timeOf(histogram, second, third)).toEqual({
    from: "2026-11-20T04:00:00.000Z",
    to: "2026-11-20T11:00:00.000Z",
  });
  expect(timeOf(histogram, first, third)).toBeNull();
});

test("steps and filters are told in words", () => {
  expect([1, 4, 24, 72].map(stepWords)).toEqual(["hour", "4 hours", "day", "3 days"]);
  expect(unknownWords(["q"])).toBe("the text");
  expect(unknownWords(["minLatencyMs", "maxLatencyMs", "unit"])).toBe("latency and the unit");
});
