import { expect, test } from "vitest";
import { rateMargin, scaleFrom, tellableDifference } from "./estimate-run";

test("120 cases tell a difference of about ten points, and more cases a smaller one", () => {
  expect(tellableDifference(120)).toBeGreaterThan(0.08);
  expect(tellableDifference(120)).toBeLessThan(0.13);
  expect(tellableDifference(1_200)).toBeLessThan(0.04);
});

test("a handful of cases tells nothing", () => {
  expect(tellableDifference(4)).toBeNull();
});

test("the rate of 120 cases around 90 % is known to about five and a half points", () => {
  expect(rateMargin(120, 0.9)).toBeCloseTo(0.055, 2);
  expect(rateMargin(0, 0.9)).toBeNull();
});

test("cost and time are scaled from a past run, and stay unknown where they were", () => {
  const past = {
    number: 7,
    answers: 100,
    costUsd: 0.5,
    startedAt: "2026-11-18T17:00:00.000Z",
    endedAt: "2026-11-18T17:00:10.000Z",
  };
  expect(scaleFrom(past, 500)).toEqual({ costUsd: 2.5, ms: 50_000 });
  expect(scaleFrom({ ...past, costUsd: null, endedAt: null }, 500)).toEqual({
    costUsd: null,
    ms: null,
  });
  expect(scaleFrom(null, 500)).toEqual({ costUsd: null, ms: null });
});
