import { describe, expect, test } from "vitest";
import { timeToNotice } from "./time-to-notice";
import { unitsToNoticeRate } from "./units-to-notice";

const day = 24 * 60;
const careful = [
  { share: 0.1, minutes: day },
  { share: 0.5, minutes: day },
  { share: 1, minutes: 0 },
];
const traffic = { newUnitsPerHour: 300, delayMinutes: 70 };
const units = (median: number, p95: number) => () => ({ median, p95 });

describe("at 300 new units an hour, 30 of them for the candidate", () => {
  test("60 units take two hours and the delay", () => {
    expect(timeToNotice(units(60, 120), traffic, careful)).toEqual({
      medianMinutes: 120 + 70,
      p95Minutes: 240 + 70,
    });
  });

  test("what the first day gathered counts into the second, which is five times as fast", () => {
    expect(timeToNotice(units(720, 870), traffic, careful)).toEqual({
      medianMinutes: day + 70,
      p95Minutes: day + 60 + 70,
    });
  });

  test("more than the plan's stages serve is not noticed before the end", () => {
    expect(timeToNotice(units(4000, 9000), traffic, careful)).toEqual({
      medianMinutes: day + Math.ceil((3280 / 150) * 60) + 70,
      p95Minutes: null,
    });
  });

  test("units that would enter after the end come too late", () => {
    expect(timeToNotice(units(715, 715), traffic, careful.slice(0, 1))?.medianMinutes).toBeNull();
  });
});

test("a harm within the bar is never noticed", () => {
  const unitsAt = () => unitsToNoticeRate({ rate: 0.07, bar: 0.08 }, 60);
  expect(timeToNotice(unitsAt, traffic, careful)).toBeNull();
});

test("without traffic nothing is noticed", () => {
  expect(timeToNotice(units(10, 20), { ...traffic, newUnitsPerHour: 0 }, careful)).toEqual({
    medianMinutes: null,
    p95Minutes: null,
  });
});
