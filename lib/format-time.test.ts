import { describe, expect, test } from "vitest";
import {
  formatClock,
  formatDated,
  formatMoment,
  formatTick,
  formatUtc,
  formatWhen,
} from "./format-time";

const now = Date.parse("2026-11-22T12:00:00Z");
const when = (iso: string) => formatWhen(iso, now);

describe("times", () => {
  test("under a day they are relative", () => {
    expect(when("2026-11-22T11:59:30Z")).toBe("just now");
    expect(when("2026-11-22T11:56:00Z")).toBe("4 min ago");
    expect(when("2026-11-22T09:00:00Z")).toBe("3 h ago");
    expect(when("2026-11-22T15:00:00Z")).toBe("in 3 h");
  });

  test("then they are dated, with the year only when it is another", () => {
    expect(when("2026-11-18T17:05:09Z")).toBe("18 Nov 17:05");
    expect(when("2026-09-03T00:05:00Z")).toBe("3 Sep 00:05");
    expect(when("2025-11-18T17:05:09Z")).toBe("18 Nov 2025");
  });

  test("the title is absolute", () => {
    expect(formatUtc("2026-11-18T17:05:09.120Z")).toBe("2026-11-18 17:05:09 UTC");
    expect(formatDated("2026-09-03T14:02:00Z")).toBe("3 Sep 2026, 14:02 UTC");
  });

  test("on an axis a midnight is told by its day, any other time by its hour", () => {
    expect(formatTick(Date.UTC(2026, 8, 20))).toBe("20 Sep");
    expect(formatTick(Date.UTC(2026, 10, 20, 6))).toBe("06:00");
    expect(formatMoment(Date.UTC(2026, 10, 20, 6))).toBe("20 Nov 06:00");
  });

  test("of today the clock is enough", () => {
    expect(formatClock("2026-11-22T11:56:07Z", now)).toBe("11:56:07");
    expect(formatClock("2026-11-21T23:59:59Z", now)).toBe("21 Nov 23:59");
  });

  test("are the same wherever they are read", () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = "Pacific/Auckland";
      expect(new Date(now).getHours()).not.toBe(12);
      expect(when("2026-11-18T17:05:09Z")).toBe("18 Nov 17:05");
      expect(formatMoment("2026-11-18T23:30:00Z")).toBe("18 Nov 23:30");
    } finally {
      process.env.TZ = zone;
    }
  });
});
