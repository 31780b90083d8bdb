import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideCount, decideRate, failsTo, fewestCasesToPass, passesFrom } from "./rate-gate";

const bar90 = { bar: 0.9, tolerance: 0.03 };
const single = (passed: number, failed: number, errored = 0) => [
  ...Array.from({ length: passed }, () => ({ passed: 1, failed: 0, errored: 0 })),
  ...Array.from({ length: failed }, () => ({ passed: 0, failed: 1, errored: 0 })),
  ...Array.from({ length: errored }, () => ({ passed: 0, failed: 0, errored: 1 })),
];

describe("how many of n pass and fail", () => {
  test.each([
    [bar90, 30, 30, 23],
    [bar90, 50, 48, 40],
    [bar90, 120, 111, 101],
    [bar90, 200, 183, 172],
    [{ bar: 0.8, tolerance: 0.05 }, 50, 43, 34],
    [{ bar: 0.8, tolerance: 0.05 }, 120, 99, 88],
    [{ bar: 0.8, tolerance: 0.05 }, 200, 161, 150],
    [{ bar: 0.95, tolerance: 0.025 }, 50, 50, 44],
    [{ bar: 0.95, tolerance: 0.025 }, 120, 116, 109],
    [{ bar: 0.95, tolerance: 0.025 }, 200, 192, 184],
  ])("%j with %d cases passes from %d and fails to %d", (bar, n, from, to) => {
    expect(passesFrom(n, bar)).toBe(from);
    expect(failsTo(n, bar)).toBe(to);
  });

  test("a perfect result needs enough cases", () => {
    expect(fewestCasesToPass({ bar: 0.8, tolerance: 0.03 })).toBe(12);
    expect(fewestCasesToPass({ bar: 0.8, tolerance: 0.05 })).toBe(11);
    expect(fewestCasesToPass(bar90)).toBe(22);
    expect(fewestCasesToPass({ bar: 0.95, tolerance: 0.025 })).toBe(39);
    expect(fewestCasesToPass({ bar: 0.99, tolerance: 0.005 })).toBe(199);
    expect(passesFrom(21, bar90)).toBeNull();
    expect(passesFrom(22, bar90)).toBe(22);
  });
});

test.each([
  [112, 120, "pass"],
  [110, 120, "inconclusive"],
  [99, 120, "fail"],
])("%d of 120 on a bar of 90 %% with a tolerance of 3 points", (passed, n, verdict) => {
  expect(decideRate(single(passed, n - passed), bar90)?.verdict).toBe(verdict);
});

describe("errors count against the verdict", () => {
  test("a pass that errors might cost is inconclusive", () => {
    expect(decideRate(single(110, 8, 2), bar90)).toMatchObject({
      verdict: "inconclusive",
      n: 118,
      errored: 2,
      withoutErrors: "pass",
    });
  });

  test("a pass that holds with every error failed is a pass", () => {
    expect(decideRate(single(118, 0, 2), bar90)?.verdict).toBe("pass");
  });

  test("a fail that errors might save is inconclusive", () => {
    expect(decideRate(single(92, 20, 40), bar90)).toMatchObject({
      verdict: "inconclusive",
      withoutErrors: "fail",
    });
  });

  test("errors in single answers count as well", () => {
    const cases = Array.from({ length: 40 }, () => ({ passed: 2, failed: 0, errored: 1 }));
    expect(decideRate(cases, bar90)?.verdict).toBe("inconclusive");
  });

  test("errors alone are no evidence", () => {
    expect(decideRate(single(0, 0, 5), bar90)).toBeNull();
  });
});

test("a prompt that is right 80 % of the time does not pass 90 % by being asked nine times", () => {
  const cases = Array.from({ length: 120 }, (_, i) => {
    const passed = [7, 7, 8, 7, 7][i % 5] ?? 7;
    return { passed, failed: 9 - passed, errored: 0 };
  });
  expect(decideRate(cases, bar90)?.verdict).toBe("fail");
});

test("one more passed case never turns a pass into anything else, nor anything else into a fail", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.nat(),
      fc.double({ min: 0.3, max: 0.99, noNaN: true }),
      (n, hits, bar) => {
        const k = hits % n;
        const rule = { bar, tolerance: Math.min(0.03, (1 - bar) / 2) };
        const order = { fail: 0, inconclusive: 1, pass: 2 };
        const before = order[decideCount({ k, n }, rule)];
        expect(order[decideCount({ k: k + 1, n }, rule)]).toBeGreaterThanOrEqual(before);
      },
    ),
  );
});
