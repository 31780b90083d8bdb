import fc from "fast-check";
import { expect, test } from "vitest";
import { correctedRate } from "@/lib/stats/intervals/corrected-rate";
import { decideCorrectedRate } from "./corrected-gate";
import type { CaseTally } from "./rate-gate";

const tallies = (passed: number, failed: number, errored = 0): CaseTally[] => [
  ...Array.from({ length: passed }, () => ({ passed: 1, failed: 0, errored: 0 })),
  ...Array.from({ length: failed }, () => ({ passed: 0, failed: 1, errored: 0 })),
  ...Array.from({ length: errored }, () => ({ passed: 0, failed: 0, errored: 1 })),
];

const unlabelled = { passesOfPasses: 0, judgedPasses: 0, passesOfFails: 0, judgedFails: 0 };
const good = { truePasses: 95, passes: 100, trueFails: 45, fails: 50 };
const carried = { errors: { strata: unlabelled, counts: good }, isMore: true };
const bar = { bar: 0.8, tolerance: 0.03 };

test("what a lenient judge passes counts as people would count it", () => {
  const strata = { passesOfPasses: 70, judgedPasses: 100, passesOfFails: 2, judgedFails: 20 };
  const decision = decideCorrectedRate(tallies(190, 10), bar, {
    errors: { strata, counts: good },
    isMore: true,
  });
  const labels = correctedRate({ passed: 190, n: 200 }, strata, 0.9);
  expect(decision).toMatchObject({ verdict: "fail", raw: 0.95, labels: 120, n: 200 });
  expect(decision?.value).toBeCloseTo(0.67, 6);
  expect(decision?.low).toBeCloseTo(labels?.low ?? 0, 9);
  expect(decision?.high).toBeCloseTo(labels?.high ?? 0, 9);
});

test("the bounds that decide are one-sided, those that are shown are not", () => {
  const decision = decideCorrectedRate(tallies(170, 30), bar, carried);
  expect(decision?.low).toBeGreaterThan(decision?.corrected.low ?? 1);
  expect(decision?.labels).toBe(0);
});

test("three cases pass no bar, however good the judge is", () => {
  expect(decideCorrectedRate(tallies(3, 0), bar, carried)?.verdict).toBe("inconclusive");
  expect(decideCorrectedRate(tallies(100, 0), bar, carried)?.verdict).toBe("pass");
});

test("an error is on neither side: it stands in the way of a pass and of a fail", () => {
  const pass = decideCorrectedRate(tallies(180, 20, 40), bar, carried);
  expect(pass).toMatchObject({ verdict: "inconclusive", withoutErrors: "pass", errored: 40 });
  const fail = decideCorrectedRate(tallies(130, 70, 100), bar, carried);
  expect(fail).toMatchObject({ verdict: "inconclusive", withoutErrors: "fail" });
});

test("a bar on how many may pass at most is the same one from the other side", () => {
  const most = { bar: 0.9, tolerance: 0.03 };
  const decision = decideCorrectedRate(tallies(20, 180), most, { ...carried, isMore: false });
  expect(decision?.value).toBeCloseTo(1 - (decision?.corrected.value ?? 0), 9);
  expect(decision?.verdict).toBe("pass");
});

test("labels of one side alone, and a judge that nobody knows, correct nothing", () => {
  const strata = { ...unlabelled, passesOfPasses: 9, judgedPasses: 10 };
  const errors = { strata, counts: null };
  expect(decideCorrectedRate(tallies(90, 10), bar, { errors, isMore: true })).toBeNull();
  expect(decideCorrectedRate([], bar, carried)).toBeNull();
});

test("more passes of the judge never make it worse", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }), (n, k) => {
      const passed = Math.min(k, n);
      const [less, more] = [passed - 1, passed].map((each) =>
        decideCorrectedRate(tallies(each, n - each), bar, carried),
      );
      expect(more?.value).toBeGreaterThanOrEqual(less?.value ?? 1);
      expect(more?.low).toBeLessThanOrEqual(more?.value ?? 0);
      expect(more?.high).toBeGreaterThanOrEqual(more?.value ?? 1);
    }),
  );
});
