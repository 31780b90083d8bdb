import { expect, test } from "vitest";
import { pickBaseline, pickOthers } from "./pick-baseline";

const rate = { value: 0.8, low: 0.7, high: 0.9, n: 120 };
const run = (number: number, version: number | null, more: object = {}) => ({
  number,
  version,
  evalSet: "triage-main",
  split: "development" as const,
  status: "completed" as const,
  passRate: rate,
  ...more,
});

test("a run is compared with the newest run of the version before it", () => {
  const runs = [run(9, 3), run(8, 2), run(7, 2), run(6, 1)];
  expect(pickBaseline(run(9, 3), runs)?.number).toBe(8);
});

test("the version before is the nearest one that was measured on the same cases", () => {
  const runs = [
    run(8, 4, { evalSet: "refusals" }),
    run(7, 3, { split: "holdout" }),
    run(6, 2, { passRate: null }),
    run(5, 1),
  ];
  expect(pickBaseline(run(9, 5), runs)?.number).toBe(5);
});

test("a run that was cut is a baseline only when its version has no whole one", () => {
  const runs = [run(8, 2, { status: "cancelled" as const }), run(7, 2)];
  expect(pickBaseline(run(9, 3), runs)?.number).toBe(7);
  expect(pickBaseline(run(9, 3), [run(8, 2, { status: "cancelled" as const })])?.number).toBe(8);
});

test("a draft is compared with the latest measured version, and a first version with nothing", () => {
  const runs = [run(4, 2), run(3, 3), run(2, null)];
  expect(pickBaseline(run(9, null), runs)?.number).toBe(3);
  expect(pickBaseline(run(9, 1), runs)).toBeNull();
});

test("the matrix adds the version before the two that are compared", () => {
  const runs = [run(9, 4), run(8, 3), run(7, 2), run(6, 2), run(5, 1)];
  expect(pickOthers(run(9, 4), run(8, 3), runs).map(({ number }) => number)).toEqual([7]);
  expect(pickOthers(run(9, 4), run(8, 3), runs, 2).map(({ number }) => number)).toEqual([7, 5]);
});
