import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/distributions/seeded-random";
import { meanInterval, ratioOfSumsInterval } from "./mean-interval";

const momentsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

const TEN = [2, 4, 4, 4, 5, 5, 7, 9, 3, 7];

test("a mean stands inside its interval, which few values do not have", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (values) => {
        const mean = meanInterval(momentsOf(values));
        if (!mean) throw new Error("values have a mean");
        if (values.length < 20) expect([mean.low, mean.high]).toEqual([null, null]);
        else {
          expect(mean.low).toBeLessThanOrEqual(mean.value);
          expect(mean.high).toBeGreaterThanOrEqual(mean.value);
        }
      },
    ),
  );
});

test("the interval of a mean is the textbook's", () => {
  const mean = meanInterval(momentsOf([...TEN, ...TEN]));
  expect(mean?.value).toBe(5);
  expect(mean?.high).toBeCloseTo(5 + 2.093024 * Math.sqrt(80 / 19 / 20), 5);
});

test("nothing observed has no mean, and no success has no cost per success", () => {
  expect(meanInterval({ n: 0, sum: 0, squares: 0 })).toBeNull();
  expect(ratioOfSumsInterval({ n: 12, sum: 3, squares: 1 }, 0, 0)).toBeNull();
});

test("equal costs that all succeed are known exactly", () => {
  expect(ratioOfSumsInterval({ n: 20, sum: 40, squares: 80 }, 20, 40)).toEqual({
    value: 2,
    low: 2,
    high: 2,
    n: 20,
  });
});

test("the interval of cost per success holds the truth about 95 times in 100", () => {
  const random = seededRandom(7);
  const share = () => random(1_000_000) / 1_000_000;
  let covered = 0;
  const rounds = 400;
  for (let round = 0; round < rounds; round++) {
    const costs: number[] = [];
    let successes = 0;
    let ofSuccesses = 0;
    for (let at = 0; at < 200; at++) {
      const hasSucceeded = share() < 0.8;
      // Failures cost more, so that the correlation counts: mean 1.2 × 0.8 + 2.4 × 0.2 = 1.44.
      const cost = (hasSucceeded ? 1.2 : 2.4) * 2 * share();
      costs.push(cost);
      if (hasSucceeded) {
        successes += 1;
        ofSuccesses += cost;
      }
    }
    const ratio = ratioOfSumsInterval(momentsOf(costs), successes, ofSuccesses);
    if (ratio?.low != null && ratio.high != null && ratio.low <= 1.8 && 1.8 <= ratio.high)
      covered++;
  }
  expect(covered / rounds).toBeGreaterThan(0.92);
  expect(covered / rounds).toBeLessThan(0.98);
});
