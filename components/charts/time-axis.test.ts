import { expect, test } from "vitest";
import { formatMoment, formatTick, timeTicks } from "./time-axis";

test("ticks stand on the hours of a day and on midnights of a week", () => {
  const hours = { from: "2026-11-20T00:00:00.000Z", to: "2026-11-20T04:00:00.000Z" };
  expect(timeTicks(hours)).toEqual([Date.UTC(2026, 10, 20)]);
  expect(timeTicks({ ...hours, from: "2026-11-13T10:00:00.000Z" })).toHaveLength(7);
});

test("a midnight is told by its day, any other time by its hour", () => {
  expect(formatTick(Date.UTC(2026, 8, 20))).toBe("20 Sep");
  expect(formatTick(Date.UTC(2026, 10, 20, 6))).toBe("06:00");
  expect(formatMoment(Date.UTC(2026, 10, 20, 6))).toBe("20 Nov 06:00 UTC");
});
