import { expect, test } from "vitest";
import { daysLeft, expiryAt } from "./expiry";

const now = Date.parse("2026-11-20T10:00:00Z");

test("a key expires after the chosen days, or never", () => {
  expect(expiryAt("30", now)).toBe("2026-12-20T10:00:00.000Z");
  expect(expiryAt("never", now)).toBeUndefined();
});

test("days left are rounded and go below zero", () => {
  expect(daysLeft("2026-11-25T12:00:00Z", now)).toBe(5);
  expect(daysLeft("2027-02-18T09:59:00Z", now)).toBe(90);
  expect(daysLeft("2026-11-19T10:00:00Z", now)).toBe(-1);
});
