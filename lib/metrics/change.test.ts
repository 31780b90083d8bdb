import { expect, test } from "vitest";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import { metricChange, metricChanges } from "./change";
import { slowRanges } from "./slow-ranges";

test("more escalation is worse, more success is better, and more requests are neither", () => {
  expect(metricChange("escalation_rate", rate(60, 500), rate(20, 500))?.verdict).toBe("worse");
  expect(metricChange("success_rate", rate(60, 500), rate(20, 500))?.verdict).toBe("better");
  expect(metricChange("escalation_rate", rate(22, 500), rate(20, 500))?.verdict).toBe(
    "cannot_tell",
  );
  const count = (value: number) => ({ value, low: null, high: null, n: value });
  expect(metricChange("requests", count(20), count(10))).toMatchObject({
    kind: "relative",
    value: 1,
    verdict: null,
  });
});

test("what was not observed has no change", () => {
  expect(metricChange("success_rate", null, rate(1, 2))).toBeNull();
});

test("a difference that one look would call worse is doubtful among twenty", () => {
  const look = { metric: "success_rate" as const, now: rate(432, 500), before: rate(455, 500) };
  expect(metricChanges([look])[0]?.verdict).toBe("worse");
  const quiet = { ...look, now: rate(455, 500) };
  const among = metricChanges([look, ...Array.from({ length: 19 }, () => quiet)]);
  expect(among[0]?.verdict).toBe("cannot_tell");
});

test("only a stretch whose p95 surely lies above its usual is called slow", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
  const p95 = (value: number, n = 100) => ({ value, low: value * 0.9, high: value * 1.1, n });
  const points = Array.from({ length: 24 }, (_, hour) => ({
    at: at(hour),
    p95: hour === 10 || hour === 11 ? p95(2_400) : hour === 15 ? p95(2_400, 5) : p95(1_000),
  }));
  expect(slowRanges(points, 1)).toEqual([{ from: at(10), to: at(12), times: 2.4 }]);
  expect(slowRanges(points.slice(0, 11), 1)).toEqual([]);
});
