import { expect, test } from "vitest";
import { hasDrifted, logDriftEvidence } from "./judge-drift";

const calibration = { disagreed: 8, n: 100 };
const every = (step: number, n: number) => Array.from({ length: n }, (_, i) => i % step === 0);

test("a judge that disagrees as often as before does not drift", () => {
  expect(hasDrifted(calibration, every(12, 500))).toBe(false);
});

test("a judge that disagrees far more often does, and stays so", () => {
  expect(hasDrifted(calibration, every(3, 200))).toBe(true);
  expect(hasDrifted(calibration, [...every(2, 100), ...every(100, 1_000)])).toBe(true);
});

test("evidence grows with each disagreement and is none without a label", () => {
  expect(logDriftEvidence(calibration, { disagreed: 0, n: 0 })).toBeCloseTo(0, 9);
  expect(logDriftEvidence(calibration, { disagreed: 9, n: 20 })).toBeGreaterThan(
    logDriftEvidence(calibration, { disagreed: 8, n: 20 }),
  );
  expect(logDriftEvidence({ disagreed: 0, n: 0 }, { disagreed: 9, n: 9 })).toBe(0);
});
