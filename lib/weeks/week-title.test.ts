import { expect, test } from "vitest";
import { formatDays } from "@/lib/format-time";
import { parseWeek, shiftWeek, weekOf } from "./week-title";

test.each([
  ["2026-11-22T14:00:00Z", "2026-W47", "16–22 November"],
  ["2026-10-01T00:00:00Z", "2026-W40", "28 September–4 October"],
  ["2027-01-01T12:00:00Z", "2026-W53", "28 December 2026–3 January 2027"],
])("%s is in %s, called %s", (at, week, title) => {
  const span = weekOf(new Date(at));
  expect(span.week).toBe(week);
  expect(formatDays(span.from, span.to)).toBe(title);
});

test("a week begins on Monday in UTC, whatever the offset it is asked with", () => {
  expect(weekOf(new Date("2026-11-23T00:30:00+01:00")).week).toBe("2026-W47");
  expect(weekOf(new Date("2026-11-22T23:30:00-01:00")).week).toBe("2026-W48");
});

test("the week after the last of a year is the first of the next", () => {
  const last = parseWeek("2026-W53");
  expect(last && shiftWeek(last, 1).week).toBe("2027-W01");
  expect(parseWeek("2027-W53")).toBeNull();
});
