import { describe, expect, test } from "vitest";
import { formatUtc, formatWhen } from "./format-time";

const now = Date.parse("2026-11-22T12:00:00Z");
const when = (iso: string) => formatWhen(iso, now, "UTC");

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
  });
});
