import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wilsonInterval } from "@/lib/stats/wilson-interval";
import {
  casesForInterval,
  casesForPerfectPass,
  casesForQuantile,
  casesForRate,
} from "./cases-to-decide";
import { type Comparator, gateVerdict } from "./gate-verdict";

const of = (
  [low, high]: [number | null, number | null],
  comparator: Comparator,
  bar: number,
  more = {},
) =>
  gateVerdict({
    measured: { value: 0.5, low, high, n: 100 },
    comparator,
    bar,
    planned: 100,
    errored: 0,
    ...more,
  }).verdict;

describe("a verdict comes from the interval", () => {
  test.each([
    [[0.86, 0.96], ">=", 0.85, "pass"],
    [[0.85, 0.96], ">=", 0.85, "pass"],
    [[0.85, 0.96], ">", 0.85, "inconclusive"],
    [[0.84, 0.96], ">=", 0.85, "inconclusive"],
    [[0.7, 0.85], ">=", 0.85, "inconclusive"],
    [[0.7, 0.84], ">=", 0.85, "fail"],
    [[0.7, 0.85], ">", 0.85, "fail"],
    [[1_310, 1_490], "<=", 1_500, "pass"],
    [[1_310, 1_610], "<=", 1_500, "inconclusive"],
    [[1_510, 1_610], "<=", 1_500, "fail"],
    [[1_500, 1_610], "<", 1_500, "fail"],
  ] as const)("%j %s %d is %s", ([low, high], comparator, bar, verdict) => {
    expect(of([low, high], comparator, bar)).toBe(verdict);
  });

  test("an unknown end cannot pass, the other end can still fail", () => {
    expect(of([1_310, null], "<=", 1_500)).toBe("inconclusive");
    expect(of([1_600, null], "<=", 1_500)).toBe("fail");
    expect(of([null, null], "<=", 1_500)).toBe("inconclusive");
  });

  test("more than 5 % errors are inconclusive, however good the rest", () => {
    expect(of([0.9, 1], ">=", 0.85, { errored: 5 })).toBe("pass");
    expect(of([0.9, 1], ">=", 0.85, { errored: 6 })).toBe("inconclusive");
  });
});

test("a bar of 100 % can fail and never pass", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), (n, missing) => {
      const passed = n - (missing % (n + 1));
      const measured = wilsonInterval(passed, n);
      if (!measured) return;
      const evidence = { measured, comparator: ">=", bar: 1, planned: n, errored: 0 } as const;
      expect(gateVerdict(evidence).verdict).toBe(passed === n ? "inconclusive" : "fail");
    }),
  );
  expect(casesForPerfectPass(">=", 1)).toBeNull();
  expect(casesForPerfectPass("<=", 0)).toBeNull();
});

test("a lower bar never turns a pass into anything else", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, hit, one, two) => {
        const measured = wilsonInterval(hit % (n + 1), n);
        if (!measured) return;
        const rest = { measured, comparator: ">=", planned: n, errored: 0 } as const;
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        if (gateVerdict({ ...rest, bar: high }).verdict === "pass") {
          expect(gateVerdict({ ...rest, bar: low }).verdict).toBe("pass");
        }
      },
    ),
  );
});

describe("how many cases would decide", () => {
  test("16 cases without a miss pass 80 %, 15 do not", () => {
    expect(casesForPerfectPass(">=", 0.8)).toBe(16);
    expect(wilsonInterval(16, 16)?.low).toBeGreaterThanOrEqual(0.8);
    expect(wilsonInterval(15, 15)?.low).toBeLessThan(0.8);
  });

  test("with that many more cases alike, a rate's gate is decided, and not with a tenth less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        (ratePercent, barPercent) => {
          fc.pre(ratePercent !== barPercent);
          const [rate, bar] = [ratePercent / 100, barPercent / 100];
          const needed = casesForRate(rate, bar) ?? 0;
          // A hundred-fold of whole cases keeps the rate exact.
          const n = Math.ceil(needed / 100) * 100;
          const measured = wilsonInterval(Math.round(n * rate), n);
          if (!measured) return;
          const evidence = { measured, comparator: ">=", bar, planned: n, errored: 0 } as const;
          expect(gateVerdict(evidence).verdict).toBe(rate > bar ? "pass" : "fail");
        },
      ),
    );
  });

  test("a rate on its bar is never decided", () => {
    expect(casesForRate(0.8, 0.8)).toBeNull();
  });

  test("p95 has both ends from 72 answers on", () => {
    expect(casesForQuantile(0.95)).toBe(72);
  });

  test("half the distance to the bar needs four times the cases", () => {
    const measured = { value: 1_400, low: 1_300, high: 1_600, n: 100 };
    expect(casesForInterval(measured, "<=", 1_500)).toBe(400);
    expect(casesForInterval(measured, "<=", 1_450)).toBe(1_600);
    expect(casesForInterval({ ...measured, high: null }, "<=", 1_500)).toBeNull();
  });
});
