import fc from "fast-check";
import { expect, test } from "vitest";
import { rateBand } from "./rate-band";
import { logRateEvidence, rateSumsOf } from "./rate-evidence";

const threshold = Math.log(60);

test.each([
  [50, 9, 0.056, 0.3731],
  [200, 36, 0.1041, 0.2783],
  [1000, 80, 0.0539, 0.113],
  [100, 0, 0, 0.065],
])("%d units, %d bad: from %d to %d", (n, bad, low, high) => {
  const band = rateBand(rateSumsOf(bad, n), threshold);
  expect(band?.low).toBeCloseTo(low, 4);
  expect(band?.high).toBeCloseTo(high, 4);
});

test("a rate of no units is unknown, not zero", () => {
  expect(rateBand(rateSumsOf(0, 0), threshold)).toBeNull();
});

test("the low edge passes the bar just when the guardrail fires, and the band holds the rate", () => {
  fc.assert(
    fc.property(
      fc.nat(400),
      fc.nat(400),
      fc.double({ min: 0.001, max: 0.95, noNaN: true }),
      (good, bad, bar) => {
        fc.pre(good + bad > 0);
        const sums = rateSumsOf(bad, good + bad);
        const band = rateBand(sums, threshold);
        if (!band || Math.abs(band.low - bar) < 1e-12) return;
        expect(band.low > bar).toBe(logRateEvidence(sums, bar) >= threshold);
        expect(band.low).toBeLessThanOrEqual(band.value);
        expect(band.high).toBeGreaterThanOrEqual(band.value);
      },
    ),
  );
});
