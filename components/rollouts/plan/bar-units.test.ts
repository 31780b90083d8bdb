import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GUARDED_METRICS } from "@/lib/rollouts/plan/guarded-metric";
import { numberIn, readBar, unitOfBar, writeBar } from "./bar-units";

const absolute = "absolute" as const;
const control = "control" as const;

test.each([
  ["escalation_rate", absolute, "%", 0.08, "8"],
  ["escalation_rate", control, "pt", 0.01, "+1"],
  ["success_rate", control, "pt", -0.01, "−1"],
  ["success_rate", control, "pt", 0, "0"],
  ["latency_p95_ms", absolute, "ms", 1_200, "1,200"],
  ["latency_p95_ms", control, "%", 0.2, "+20"],
  ["cost_per_success_usd", absolute, "$ per 1,000", 0.00214, "2.14"],
  ["cost_per_success_usd", control, "%", 0.15, "+15"],
  ["tool_calls", absolute, "", 2.5, "2.5"],
] as const)("%s, %s: %s of %s is written %s", (metric, relativeTo, unit, threshold, text) => {
  const measure = { metric, relativeTo };
  expect(unitOfBar(measure)).toBe(unit);
  expect(writeBar(measure, threshold)).toBe(text);
  expect(readBar(measure, text)).toBe(threshold);
});

test("every bar that is written is read as what it was", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GUARDED_METRICS),
      fc.constantFrom(absolute, control),
      fc.integer({ min: -100_000, max: 100_000 }),
      (metric, relativeTo, tenths) => {
        const measure = { metric, relativeTo };
        const threshold = readBar(measure, String(tenths / 10));
        expect(readBar(measure, writeBar(measure, threshold))).toBe(threshold);
      },
    ),
  );
});

describe("a number that somebody typed", () => {
  test.each([
    ["3,000", 3_000],
    ["1,200.5", 1_200.5],
    ["0,5", 0.5],
    [" −1.0 ", -1],
    ["+20", 20],
  ])("%s is %s", (text, value) => expect(numberIn(text)).toBe(value));

  test.each(["", "  ", "ten", "1,2,3"])("%o is none", (text) => expect(numberIn(text)).toBeNaN());

  test("may have its unit with it", () => {
    expect(readBar({ metric: "success_rate", relativeTo: control }, "−1.0 pt")).toBe(-0.01);
    expect(readBar({ metric: "error_rate", relativeTo: absolute }, "1.0 %")).toBe(0.01);
  });
});
