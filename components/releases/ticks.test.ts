import { expect, test } from "vitest";
import { ticksBetween } from "./ticks";

test("a week has its days, a day its hours, and neither more than six", () => {
  const week = ticksBetween("2026-11-15T12:00:00Z", "2026-11-22T12:00:00Z");
  expect(week.length).toBeGreaterThanOrEqual(3);
  expect(week.length).toBeLessThanOrEqual(6);
  expect(week[0]?.label).toMatch(/^\d+ Nov$/);
  const day = ticksBetween("2026-11-22T00:30:00Z", "2026-11-22T23:30:00Z");
  expect(day.length).toBeLessThanOrEqual(6);
  expect(day.map(({ label }) => label)).toContainEqual(expect.stringMatching(/^\d\d:\d\d$/));
});

test("ticks go from the left to the right and leave room for the end", () => {
  const shares = ticksBetween("2026-01-01T00:00:00Z", "2026-11-22T00:00:00Z").map(
    ({ share }) => share,
  );
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(Math.max(...shares)).toBeLessThan(0.94);
});

test("between a moment and itself there is nothing to mark", () => {
  expect(ticksBetween("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z")).toEqual([]);
});
