import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "@/lib/http/app-error";
import { chartStep, resolveInterval, resolveRange, stepForCount } from "./time-range";

const now = new Date("2026-11-22T14:25:00.000Z");
const HOUR_MS = 3_600_000;

test("without a word it is the seven days until now, whole hours, against as many before", () => {
  expect(resolveRange({}, now)).toEqual({
    from: new Date("2026-11-15T14:00:00.000Z"),
    to: new Date("2026-11-22T15:00:00.000Z"),
    before: {
      from: new Date("2026-11-08T13:00:00.000Z"),
      to: new Date("2026-11-15T14:00:00.000Z"),
    },
    hours: 169,
  });
});

test("what is asked for lies in the range, which begins at a multiple of its step", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_000 }),
      fc.integer({ min: 1, max: 9_000 }),
      fc.constantFrom(1, 2, 6, 24),
      (start, length, stepHours) => {
        const from = new Date(Date.UTC(2026, 0, 1) + start * 60_000).toISOString();
        const to = new Date(Date.parse(from) + length * 60_000).toISOString();
        const range = resolveRange({ from, to }, now, stepHours);
        expect(range.from.getTime()).toBeLessThanOrEqual(Date.parse(from));
        expect(range.to.getTime()).toBeGreaterThanOrEqual(Date.parse(to));
        expect(range.from.getTime() % (stepHours * HOUR_MS)).toBe(0);
        expect(range.before.to).toEqual(range.from);
        expect(range.to.getTime() - range.from.getTime()).toBe(
          range.before.to.getTime() - range.before.from.getTime(),
        );
      },
    ),
  );
});

test("a week is read by the hour and a month by the day, and too many hours are refused", () => {
  expect(resolveInterval({ range: "7d" }, undefined, now).interval).toBe("hour");
  const month = resolveInterval({ range: "28d" }, undefined, now);
  expect(month.interval).toBe("day");
  expect(month.range.from.toISOString()).toBe("2026-10-25T00:00:00.000Z");
  expect(() => resolveInterval({ range: "28d" }, "hour", now)).toThrow(
    expect.toSatisfy((error: unknown) => isAppError(error) && error.status === 422),
  );
});

test("a chart has at most 90 points, however long its range", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 24 }), (hours) => {
      expect(hours / chartStep(hours)).toBeLessThanOrEqual(90);
    }),
  );
  expect([24, 169, 337, 673].map(chartStep)).toEqual([1, 2, 4, 8]);
});

test.each([
  [2, 168, 3_000, 2],
  [2, 168, 400, 6],
  [2, 168, 20, 12],
  [1, 24, 5, 2],
  [24, 2_160, 10, 24],
  [72, 4_320, 10, 72],
])("steps of %i h in %i h with %i requests become %i h", (step, hours, requests, expected) => {
  expect(stepForCount(step, hours, requests)).toBe(expected);
});
