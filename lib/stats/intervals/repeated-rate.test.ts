import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveCount, momentsOf, repeatedRate, unitRate } from "./repeated-rate";
import { rate } from "./wilson-interval";

const casesOf = (passed: readonly number[], answers: number) =>
  momentsOf(passed.map((each) => ({ passed: each, answers })));

describe("a rate over repeated cases", () => {
  test.each([
    ["5 5 4 5 3 5 0 5", 5, 6.9952, 0.4328, 0.9545],
    ["3 3 3 2 3 3 0 3 1 3", 3, 9.3545, 0.4798, 0.9455],
    ["5 5 5 5 5 5 5 5 5 5", 5, 7.5067, 0.6615, 1],
    ["4 3 4 5 4 4 3 5 4 4", 5, 37.534, 0.6471, 0.8972],
  ])("%s of %d each", (passed, answers, n, low, high) => {
    const cases = casesOf(passed.split(" ").map(Number), answers);
    expect(effectiveCount(cases)?.n).toBeCloseTo(n, n > 10 ? 3 : 4);
    const interval = repeatedRate(cases);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
    expect(interval?.n).toBe(cases.n);
  });

  test("with one answer each is the plain rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (n, hits) => {
        const passed = hits % (n + 1);
        const cases = Array.from({ length: n }, (_, i) => ({
          passed: i < passed ? 1 : 0,
          answers: 1,
        }));
        const [one, two] = [repeatedRate(momentsOf(cases)), rate(passed, n)];
        expect(one?.value).toBeCloseTo(two?.value ?? -1, 12);
        expect(one?.low).toBeCloseTo(two?.low ?? -1, 12);
        expect(one?.high).toBeCloseTo(two?.high ?? -1, 12);
      }),
    );
  });

  test("repeats that agree add no certainty beyond the number of cases", () => {
    const once = repeatedRate(casesOf([1, 1, 0, 1, 0, 1, 1, 1], 1));
    const nine = repeatedRate(casesOf([9, 9, 0, 9, 0, 9, 9, 9], 9));
    expect((nine?.high ?? 0) - (nine?.low ?? 0)).toBeGreaterThanOrEqual(
      (once?.high ?? 0) - (once?.low ?? 0),
    );
  });

  test("a case without an answer is left out, and no case is no rate", () => {
    const cases = [
      { passed: 1, answers: 1 },
      { passed: 0, answers: 1 },
      { passed: 0, answers: 0 },
    ];
    expect(repeatedRate(momentsOf(cases))?.n).toBe(2);
    expect(repeatedRate(momentsOf([]))).toBeNull();
  });
});

describe("a rate over units with several requests", () => {
  const units = (n: number, isBad: (j: number) => boolean) =>
    Array.from({ length: n }, (_, index) => {
      const j = index + 1;
      const requests = 1 + ((5 * j) % 9);
      return { requests, bad: isBad(j) ? Math.min(requests, (7 * j) % 4) : 0 };
    });

  test.each([
    [10, 0.0206, 0.2558],
    [30, 0.0377, 0.1619],
    [100, 0.0522, 0.1202],
  ])("%d units", (n, low, high) => {
    const interval = unitRate(units(n, (j) => j % 3 === 0));
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
    expect(interval?.n).toBe(n);
  });

  test("no bad request of 30 units that make 3 each", () => {
    const interval = unitRate(Array.from({ length: 30 }, () => ({ bad: 0, requests: 3 })));
    expect(interval?.low).toBe(0);
    expect(interval?.high).toBeCloseTo(0.1224, 4);
  });

  test("200 requests of one unit are one observation", () => {
    expect(unitRate([{ bad: 20, requests: 200 }])?.n).toBe(1);
    expect(unitRate([])).toBeNull();
  });
});
