import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestNull, onMargin, type RateMargin } from "./nearest-null";

const points = (value: number): RateMargin => ({ kind: "points", points: value });
const ratio = (value: number): RateMargin => ({ kind: "ratio", ratio: value });

test.each([
  [0.08, 0.2, 0.1, points(0.02), 0.0885, 0.1085],
  [0.08, 0.2, 0.5, points(0.02), 0.1269, 0.1469],
  [0.08, 0.2, 0.1, ratio(1.25), 0.09, 0.1125],
  [0.02, 0.06, 0.5, ratio(2), 0.0267, 0.0535],
])("stable %d, candidate %d, share %d, %j", (stable, candidate, share, margin, pb, pc) => {
  const nearest = nearestNull(stable, candidate, share, margin);
  expect(nearest).toBeCloseTo(pb, 4);
  expect(onMargin(nearest, margin)).toBeCloseTo(pc, 4);
});

const rates = fc.double({ min: 0.0001, max: 0.9, noNaN: true });
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const margins = fc.oneof(
  fc.double({ min: 0, max: 0.09, noNaN: true }).map(points),
  fc.double({ min: 1, max: 3, noNaN: true }).map(ratio),
);

test("no pair on the margin is nearer, on either side of it", () => {
  fc.assert(
    fc.property(rates, rates, shares, margins, (stable, candidate, share, margin) => {
      fc.pre(Math.abs(candidate - onMargin(stable, margin)) > 1e-6);
      fc.pre(onMargin(stable, margin) < 0.95);
      const nearest = nearestNull(stable, candidate, share, margin);
      const distance = (p: number) =>
        share * divergence(candidate, onMargin(p, margin)) + (1 - share) * divergence(stable, p);
      for (const step of [0.001, -0.001]) {
        const p = nearest * (1 + step);
        if (onMargin(p, margin) >= 1) continue;
        expect(distance(p)).toBeGreaterThanOrEqual(distance(nearest) - 1e-12);
      }
    }),
  );
});

const divergence = (q: number, p: number) =>
  q * Math.log(q / p) + (1 - q) * Math.log((1 - q) / (1 - p));
