import { expect, test } from "vitest";
import { timeTicks } from "./time-axis";

test("ticks stand on the hours of a day and on midnights of a week", () => {
  const hours = { from: "2026-11-20T00:00:00.000Z", to: "2026-11-20T04:00:00.000Z" };
  expect(timeTicks(hours)).toEqual([Date.UTC(2026, 10, 20)]);
  expect(timeTicks({ ...hours, from: "2026-11-13T10:00:00.000Z" })).toHaveLength(7);
});
