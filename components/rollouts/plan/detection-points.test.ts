import { expect, test } from "vitest";
import { detectionPoints, stageStarts, ticksUpTo } from "./detection-points";
import { PLANS } from "./plan-templates";

test("a larger harm is noticed sooner, and between two harms the line is straight", () => {
  const points = detectionPoints([
    { harm: 0.01, medianMinutes: null, p95Minutes: null },
    { harm: 0.03, medianMinutes: 300, p95Minutes: 900 },
    { harm: 0.1, medianMinutes: 100, p95Minutes: 300 },
  ]);
  expect(points).toEqual([
    { x: 100, values: { median: 0.1, p95: null } },
    { x: 300, values: { median: 0.03, p95: 0.1 } },
    { x: 900, values: { median: null, p95: 0.03 } },
  ]);
});

test("a harm that is not noticed before the end has no point", () => {
  expect(detectionPoints([{ harm: 0.01, medianMinutes: null, p95Minutes: null }])).toEqual([]);
});

test("a drop is drawn by its size", () => {
  expect(
    detectionPoints([{ harm: -0.03, medianMinutes: 60, p95Minutes: null }])[0]?.values,
  ).toEqual({ median: 0.03, p95: null });
});

test("a stage with little traffic takes longer than its time", () => {
  const traffic = [{ samplesAfterMinutes: 2_000 }, { samplesAfterMinutes: 10 }];
  expect(stageStarts(PLANS.careful.stages, traffic)).toEqual([
    { x: 0, percent: 10 },
    { x: 2_000, percent: 50 },
  ]);
});

test("the axis of the times has round marks", () => {
  expect(ticksUpTo(30)).toEqual([0, 5, 10, 15, 20, 25, 30]);
  expect(ticksUpTo(2_900)).toEqual([0, 720, 1_440, 2_160, 2_880]);
});
