import { describe, expect, test } from "vitest";
import { standardNormalQuantile } from "../normal-distribution";
import { seededRandom } from "../seeded-random";
import { firingChances } from "./calibrated-threshold";
import type { RateMargin } from "./nearest-null";
import { addRelativeRate, createRelativeRate, logRelativeRate } from "./relative-rate";
import {
  type UnitsToNotice,
  unitsToNoticeAmount,
  unitsToNoticeRate,
  unitsToNoticeRelativeAmount,
  unitsToNoticeRelativeRate,
} from "./units-to-notice";

const threshold = 60;
const points = (value: number): RateMargin => ({ kind: "points", points: value });
/** Amounts with mean 1, log-normal with σ 0.8 as latencies and costs are. */
const amounts = Array.from({ length: 999 }, (_, i) =>
  Math.exp(0.8 * standardNormalQuantile((i + 1) / 1000) - 0.32),
);

function expectNear(notice: UnitsToNotice | null, median: number, p95: number) {
  expect(Math.abs((notice?.median ?? 0) / median - 1)).toBeLessThan(0.2);
  expect(Math.abs((notice?.p95 ?? 0) / p95 - 1)).toBeLessThan(0.3);
}

// Medians and 95th percentiles of 2,000 simulated rollouts each.
test.each([
  [0.08, 0.12, 453, 1340],
  [0.08, 0.18, 73, 216],
  [0.02, 0.04, 466, 1497],
  [0.2, 0.4, 37, 101],
])(
  "a rate on a bar of %d that is %d is noticed at %d units, almost surely at %d",
  (bar, rate, median, p95) => {
    expectNear(unitsToNoticeRate({ rate, bar }, threshold), median, p95);
  },
);

test("a rate is noticed about when the exact chances say", () => {
  for (const [bar, rate] of [
    [0.05, 0.1],
    [0.1, 0.3],
    [0.3, 0.45],
  ] as const) {
    const chances = firingChances(bar, 3000, Math.log(threshold), rate);
    const reached = (share: number) => {
      let sum = 0;
      return chances.findIndex((chance) => {
        sum += chance;
        return sum >= share;
      });
    };
    expectNear(unitsToNoticeRate({ rate, bar }, threshold), reached(0.5) + 1, reached(0.95) + 1);
  }
});

test.each([
  [points(0), 0.1, 85, 244],
  [points(0), 0.5, 163, 462],
  [{ kind: "ratio", ratio: 1.25 } as const, 0.1, 159, 474],
])("8 to 18 %%, margin %j, share %d", (margin, share, median, p95) => {
  const harm = { stable: 0.08, candidate: 0.18, margin, share };
  expectNear(unitsToNoticeRelativeRate(harm, threshold), median, p95);
});

test("a relative rate is noticed about when simulated rollouts notice it", () => {
  const harm = { stable: 0.05, candidate: 0.2, margin: points(0.02), share: 0.5 };
  const below = seededRandom(5);
  const units = Array.from({ length: 300 }, () => {
    const state = createRelativeRate();
    for (let candidates = 0; ; ) {
      const arm = below(2) === 0 ? "candidate" : "stable";
      if (arm === "candidate") candidates++;
      const x = Number(below(1000) < 1000 * harm[arm]);
      addRelativeRate(state, { arm, x, share: 0.5 }, { margin: harm.margin, earlierRate: 0.05 });
      if (logRelativeRate(state) >= Math.log(threshold)) return candidates;
    }
  }).toSorted((one, other) => one - other);
  expectNear(unitsToNoticeRelativeRate(harm, threshold), units[150] ?? 0, units[285] ?? 0);
});

describe("means", () => {
  test.each([
    [1.3, 100, 231],
    [1.5, 50, 99],
  ])("%d times the bar", (factor, median, p95) => {
    const units = amounts.map((amount) => ({ amount: factor * amount, successes: 1 }));
    expectNear(unitsToNoticeAmount(units, 1, threshold), median, p95);
  });

  test.each([
    [1.3, 126, 318],
    [1.5, 61, 128],
  ])("cost per success of %d times the bar", (factor, median, p95) => {
    const units = amounts.flatMap((amount) =>
      [1, 1, 1, 1, 0].map((successes) => ({ amount: 0.8 * factor * amount, successes })),
    );
    expectNear(unitsToNoticeAmount(units, 1, threshold), median, p95);
  });

  test.each([
    [0.1, 155, 400],
    [0.5, 616, 995],
  ])("1.5 times stable at a margin of 1.2 times, share %d", (share, median, p95) => {
    const harm = { amounts, factor: 1.5, ratio: 1.2, share };
    expectNear(unitsToNoticeRelativeAmount(harm, threshold), median, p95);
  });
});

test("what keeps the bar is never noticed", () => {
  expect(unitsToNoticeRate({ rate: 0.08, bar: 0.08 }, threshold)).toBeNull();
  const harm = { stable: 0.08, candidate: 0.1, margin: points(0.02), share: 0.1 };
  expect(unitsToNoticeRelativeRate(harm, threshold)).toBeNull();
  const units = amounts.map((amount) => ({ amount, successes: 1 }));
  expect(unitsToNoticeAmount(units, 1.05, threshold)).toBeNull();
});

test("a candidate that always fails is noticed at the fifth unit", () => {
  expect(unitsToNoticeRate({ rate: 1, bar: 0.08 }, threshold)).toEqual({ median: 5, p95: 5 });
});
