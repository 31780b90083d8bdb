import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestNull, onMargin, type RateMargin } from "./nearest-null";
import {
  addRelativeRate,
  createRelativeRate,
  type Direction,
  logRelativeRate,
  type RelativeRateState,
} from "./relative-rate";

const points = (value: number): RateMargin => ({ kind: "points", points: value });
const ratio = (value: number): RateMargin => ({ kind: "ratio", ratio: value });

test.each([
  [points(0), 200, 15.505],
  [points(0), 400, 494.16],
  [points(0.02), 200, 5.9076],
  [ratio(1.25), 200, 4.238],
])("%j after %d units: evidence %d", (margin, n, e) => {
  const state = createRelativeRate();
  for (let i = 1; i <= n; i++) {
    const arm = i % 2 === 0 ? "candidate" : "stable";
    const x = Number(i % (arm === "candidate" ? 5 : 13) === 0);
    addRelativeRate(state, { arm, x, share: 0.5 }, { margin, earlierRate: null });
  }
  expect(Math.exp(logRelativeRate(state)) / e).toBeCloseTo(1, 4);
});

const margins = fc.oneof(
  fc.double({ min: 0, max: 0.2, noNaN: true }).map(points),
  fc.double({ min: 1, max: 3, noNaN: true }).map(ratio),
);
const histories = fc.record({
  n: fc.nat(2000),
  share: fc.nat(100),
  earlierRate: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});
const split = fc.double({ min: 0.01, max: 0.99, noNaN: true });

/** Expected factor of the next unit when the arms have these rates. */
function expectedFactor(
  before: RelativeRateState,
  rates: { stable: number; candidate: number },
  plan: { margin: RateMargin; earlierRate: number | null; share: number; direction: Direction },
): number {
  let sum = 0;
  for (const arm of ["stable", "candidate"] as const) {
    for (const x of [0, 1]) {
      const state = structuredClone(before);
      addRelativeRate(state, { arm, x, share: plan.share }, plan, plan.direction);
      const chance =
        (arm === "stable" ? 1 - plan.share : plan.share) * Math.abs(1 - x - rates[arm]);
      sum += chance * Math.exp(logRelativeRate(state) - logRelativeRate(before));
    }
  }
  return sum;
}

describe("the expected factor of the next unit", () => {
  const cases = fc.tuple(
    margins,
    histories,
    split,
    fc.constantFrom("above" as const, "below" as const),
    fc.double({ min: 0.001, max: 0.99, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );

  test("is at most 1 for all rates that are tested", () => {
    fc.assert(
      fc.property(
        cases,
        ([margin, { n, share: bad, earlierRate }, share, direction, stable, at]) => {
          const limit = Math.min(1, onMargin(stable, margin));
          const candidate = direction === "above" ? at * limit : limit + at * (1 - limit);
          fc.pre(direction === "above" || onMargin(stable, margin) <= 1);
          const before = { n, bad: (n * bad) / 100, logs: [0.3, -1, 2, 0] };
          const plan = { margin, earlierRate, share, direction };
          expect(expectedFactor(before, { stable, candidate }, plan)).toBeLessThan(1 + 1e-9);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("is 1 on the margin, where the prediction expects it", () => {
    const plan = {
      margin: points(0.02),
      earlierRate: 0.08,
      share: 0.1,
      direction: "above" as const,
    };
    const stable = nearestNull(0.08, 0.2, 0.1, plan.margin);
    const rates = { stable, candidate: onMargin(stable, plan.margin) };
    expect(expectedFactor(createRelativeRate(), rates, plan)).toBeCloseTo(1, 9);
  });
});

test("a base rate that drifts while the share grows is no evidence against the candidate", () => {
  const state = createRelativeRate();
  const plan = { margin: points(0.01), earlierRate: 0.05 };
  for (const [share, every] of [
    [0.1, 20],
    [0.5, 11],
  ] as const) {
    const counts = { stable: 0, candidate: 0 };
    for (let i = 1; i <= 5000; i++) {
      const arm = i % 10 < share * 10 ? "candidate" : "stable";
      const x = Number(++counts[arm] % every === 0);
      addRelativeRate(state, { arm, x, share }, plan);
      expect(logRelativeRate(state)).toBeLessThan(Math.log(60));
    }
  }
});

test("evidence of long runs and extreme rates is finite", () => {
  for (const bad of [0, 1]) {
    for (const direction of ["above", "below"] as const) {
      const state = createRelativeRate();
      for (let i = 0; i < 20_000; i++) {
        const arm = i % 2 === 0 ? "candidate" : "stable";
        const x = arm === "candidate" ? bad : 1 - bad;
        addRelativeRate(
          state,
          { arm, x, share: 0.5 },
          { margin: points(0), earlierRate: 0 },
          direction,
        );
      }
      expect(Number.isFinite(logRelativeRate(state))).toBe(true);
    }
  }
});
