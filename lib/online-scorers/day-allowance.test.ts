import { expect, test } from "vitest";
import { dayAllowance } from "./day-allowance";

test.each([
  ["2026-11-22T00:00:00Z", 1],
  ["2026-11-22T00:59:59Z", 1],
  ["2026-11-22T11:30:00Z", 12],
  ["2026-11-22T23:10:00Z", 24],
])("at %s %d of 24 dollars may have been spent", (at, allowance) => {
  expect(dayAllowance(24, new Date(at))).toBe(allowance);
});
