import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, success } from "../reference-data";
import { amountBand, barsAround } from "./amount-band";
import { addAmount, createAmountSums, logAmountEvidence } from "./amount-evidence";

const evidence = (n: number, bar: number, successOf: (i: number) => number) => {
  const sums = createAmountSums([bar], 10 * bar);
  for (let i = 1; i <= n; i++) addAmount(sums, amount(i), successOf(i));
  return Math.exp(logAmountEvidence(sums, "above", 0));
};

test.each([
  [20, 1, 0.72173],
  [50, 0.8, 2.1843],
  [100, 0.7, 137.22],
  [100, 1.2, 0.23434],
])("mean of %d units, bar %d: evidence %d", (n, bar, e) => {
  expect(evidence(n, bar, () => 1) / e).toBeCloseTo(1, 4);
});

test.each([
  [20, 1, 1.1324],
  [50, 1, 1.7126],
  [100, 1, 2.6303],
  [100, 0.9, 15.486],
])("cost per success of %d units, bar %d: evidence %d", (n, bar, e) => {
  expect(evidence(n, bar, success) / e).toBeCloseTo(1, 4);
});

const units = fc.array(
  fc.record({
    amount: fc.double({ min: 0, max: 30, noNaN: true }),
    successes: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 50 },
);
const sumsOf = (values: { amount: number; successes: number }[], bars: number[]) => {
  const sums = createAmountSums(bars, 10);
  for (const { amount, successes } of values) addAmount(sums, amount, successes);
  return sums;
};

test("the order of units does not matter", () => {
  fc.assert(
    fc.property(units, (values) => {
      const [one, other] = [sumsOf(values, [1]), sumsOf(values.toReversed(), [1])];
      for (const against of ["above", "below"] as const) {
        expect(logAmountEvidence(one, against, 0)).toBeCloseTo(
          logAmountEvidence(other, against, 0),
          9,
        );
      }
    }),
  );
});

test("evidence against 'at most' falls with the bar, against 'at least' it grows", () => {
  fc.assert(
    fc.property(units, (values) => {
      const sums = sumsOf(values, [0.5, 1, 2]);
      for (const place of [0, 1]) {
        expect(logAmountEvidence(sums, "above", place + 1)).toBeLessThanOrEqual(
          logAmountEvidence(sums, "above", place) + 1e-9,
        );
        expect(logAmountEvidence(sums, "below", place + 1)).toBeGreaterThanOrEqual(
          logAmountEvidence(sums, "below", place) - 1e-9,
        );
      }
    }),
  );
});

test("at the bar one more unit leaves the expected evidence as it is", () => {
  fc.assert(
    fc.property(units, fc.double({ min: 1.1, max: 9, noNaN: true }), (values, large) => {
      const now = sumsOf(values, [1]);
      const chance = 1 / large;
      for (const against of ["above", "below"] as const) {
        const ratio = (next: number) =>
          Math.exp(
            logAmountEvidence(
              sumsOf([...values, { amount: next, successes: 1 }], [1]),
              against,
              0,
            ) - logAmountEvidence(now, against, 0),
          );
        expect(chance * ratio(large) + (1 - chance) * ratio(0)).toBeCloseTo(1, 9);
      }
    }),
  );
});

test("huge amounts, and nothing but zeros, leave the evidence finite", () => {
  const sums = createAmountSums([1], 10);
  for (let i = 0; i < 10_000; i++) addAmount(sums, i % 2 ? 1e12 : 0, 1);
  for (let i = 0; i < 10_000; i++) addAmount(sums, 0, 0);
  expect(Number.isFinite(logAmountEvidence(sums, "above", 0))).toBe(true);
  expect(Number.isFinite(logAmountEvidence(sums, "below", 0))).toBe(true);
});

describe("the band of a mean", () => {
  const threshold = Math.log(60);
  const bandOf = (n: number, bar: number) => {
    const sums = createAmountSums(barsAround(bar), 10 * bar);
    for (let i = 1; i <= n; i++) addAmount(sums, amount(i));
    return { sums, band: amountBand(sums, threshold) };
  };

  test("is unknown without units or successes", () => {
    expect(bandOf(0, 1).band).toBeNull();
    const sums = createAmountSums(barsAround(1), 10);
    addAmount(sums, 3, 0);
    expect(amountBand(sums, threshold)).toBeNull();
  });

  test("has no upper edge before the units exclude one", () => {
    expect(bandOf(5, 1).band).toMatchObject({ low: 0, high: null, n: 5 });
  });

  test("is as wide as a band computed at the edges themselves", () => {
    const { band } = bandOf(400, 1);
    for (const [edge, against] of [
      [band?.low ?? 0, "above"],
      [band?.high ?? 0, "below"],
    ] as const) {
      const exact = createAmountSums([edge * 0.997, edge * 1.003], 10);
      for (let i = 1; i <= 400; i++) addAmount(exact, amount(i));
      const sides = [0, 1].map((place) => logAmountEvidence(exact, against, place) >= threshold);
      expect(new Set(sides).size).toBe(2);
    }
  });

  test("passes the bar with its low edge just when the guardrail fires", () => {
    for (let n = 1; n <= 300; n++) {
      const { sums, band } = bandOf(n, 0.75);
      const middle = (sums.bars.length - 1) / 2;
      expect(sums.bars[middle]).toBe(0.75);
      const fires = logAmountEvidence(sums, "above", middle) >= threshold;
      expect((band?.low ?? 0) >= 0.75).toBe(fires);
    }
  });
});
