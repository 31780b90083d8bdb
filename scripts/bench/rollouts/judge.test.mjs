import { describe, expect, test } from "vitest";
import { endsOf, endsOfChances, isMet } from "./judge.mjs";

describe("ends of rollouts", () => {
  test("those never rolled back are later than any", () => {
    const ends = endsOf([30, null, 10, 20], 4);
    expect(ends.rolledBack).toBe(0.75);
    expect(ends.by(20)).toBe(0.5);
    expect([0.5, 0.75, 0.95].map(ends.quantile)).toEqual([20, 30, null]);
  });

  test("from exact chances", () => {
    const ends = endsOfChances(Float64Array.of(0, 0.5, 0.25));
    expect(ends.rolledBack).toBe(0.75);
    expect([ends.by(1), ends.by(2), ends.by(99)]).toEqual([0, 0.5, 0.75]);
    expect([0.5, 0.75, 0.95].map(ends.quantile)).toEqual([2, 3, null]);
  });
});

const ends = (rolledBack, by = () => rolledBack) => ({ rolledBack, by });

test("false roll-backs may be worse than their bar by chance, but never more than 5 of 100", () => {
  expect(isMet(ends(0.012), { atMost: 0.01 }, 2_000)).toBe(true);
  expect(isMet(ends(0.02), { atMost: 0.01 }, 2_000)).toBe(false);
  expect(isMet(ends(0.049), { atMost: 0.045 }, 1_000)).toBe(true);
  expect(isMet(ends(0.051), { atMost: 0.045 }, 1_000)).toBe(false);
});

test("a harm that was always noticed may be missed by chance, but not more often", () => {
  expect(isMet(ends(1_999 / 2_000), { atLeast: 1 }, 2_000)).toBe(true);
  expect(isMet(ends(1_990 / 2_000), { atLeast: 1 }, 2_000)).toBe(false);
  expect(isMet(ends(19 / 20), { atLeast: 1 }, 20)).toBe(true);
  expect(isMet(ends(18 / 20), { atLeast: 1 }, 20)).toBe(false);
});

test("a harm has to be noticed, half of the time by the median of the bar", () => {
  const bar = { atLeast: 0.999, median: 100, p95: 300 };
  const byUnits = (half, most) => (units) => (units === 100 ? half : most);
  expect(isMet(ends(1, byUnits(0.49, 0.95)), bar, 1_000)).toBe(true);
  expect(isMet(ends(1, byUnits(0.4, 0.95)), bar, 1_000)).toBe(false);
  expect(isMet(ends(1, byUnits(0.5, 0.9)), bar, 1_000)).toBe(false);
  expect(isMet(ends(0.9, byUnits(0.5, 0.95)), bar, 1_000)).toBe(false);
});

test("with few rollouts a bar is missed only by what chance hardly makes", () => {
  const slow = { median: 100, p95: 300 };
  const of20 = (half, most) => (units) => (units === 100 ? half : most) / 20;
  expect(isMet(ends(2 / 20), { atMost: 0.016 }, 20)).toBe(true);
  expect(isMet(ends(4 / 20), { atMost: 0.016 }, 20)).toBe(false);
  expect(isMet(ends(1, of20(7, 16)), slow, 20)).toBe(true);
  expect(isMet(ends(1, of20(2, 16)), slow, 20)).toBe(false);
  expect(isMet(ends(1, of20(7, 14)), slow, 20)).toBe(false);
});
