import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addRate,
  createRateSums,
  logRateEvidence,
  mirroredRate,
  rateSumsOf,
} from "./rate-evidence";

test.each([
  [50, 9, 0.08, 9.5974],
  [100, 18, 0.08, 106.51],
  [200, 16, 0.08, 0.07613],
  [400, 16, 0.02, 12.948],
])("%d units, %d bad, bar %d: evidence %d", (n, bad, bar, e) => {
  expect(Math.exp(logRateEvidence(rateSumsOf(bad, n), bar)) / e).toBeCloseTo(1, 4);
});

test("five bad units of five fire at a bar of 8 % with three guardrails", () => {
  expect(logRateEvidence(rateSumsOf(5, 5), 0.08)).toBeGreaterThan(Math.log(60));
});

const units = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
const bars = fc.double({ min: 0.001, max: 0.9, noNaN: true });
const sumsOf = (values: readonly number[]) => {
  const sums = createRateSums();
  for (const x of values) addRate(sums, x);
  return sums;
};

test("units one by one give what their counts give", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 200 }), bars, (values, bar) => {
      const bad = values.filter((x) => x === 1).length;
      const [one, counted] = [sumsOf(values), rateSumsOf(bad, values.length)];
      expect(logRateEvidence(one, bar)).toBeCloseTo(logRateEvidence(counted, bar), 9);
      expect(logRateEvidence(mirroredRate(one), bar)).toBeCloseTo(
        logRateEvidence(mirroredRate(counted), bar),
        9,
      );
    }),
  );
});

test("the order of units does not matter", () => {
  fc.assert(
    fc.property(units, bars, (values, bar) => {
      expect(logRateEvidence(sumsOf(values), bar)).toBeCloseTo(
        logRateEvidence(sumsOf(values.toReversed()), bar),
        9,
      );
    }),
  );
});

test("evidence grows with bad units and falls with the bar", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), bars, (good, bad, bar) => {
      const n = good + bad + 1;
      const e = logRateEvidence(rateSumsOf(bad, n), bar);
      expect(logRateEvidence(rateSumsOf(bad + 1, n), bar)).toBeGreaterThan(e);
      expect(logRateEvidence(rateSumsOf(bad, n), bar + 0.05)).toBeLessThan(e);
    }),
  );
});

test("at the bar one more unit leaves the expected evidence as it is", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(60), bars, (good, bad, bar) => {
      const n = good + bad;
      const now = logRateEvidence(rateSumsOf(bad, n), bar);
      const ratio = (next: number) => Math.exp(logRateEvidence(rateSumsOf(next, n + 1), bar) - now);
      expect(bar * ratio(bad + 1) + (1 - bar) * ratio(bad)).toBeCloseTo(1, 9);
    }),
  );
});

test("evidence of a million bad units is finite", () => {
  expect(Number.isFinite(logRateEvidence(rateSumsOf(1e6, 1e6), 0.001))).toBe(true);
  expect(Number.isFinite(logRateEvidence(rateSumsOf(0, 1e6), 0.99))).toBe(true);
});
