import { expect, test } from "vitest";
import { wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import { labelsToMeetBar, missesOfBar } from "./judge-bar";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };
const judge = (truePasses: number, passes: number, trueFails: number, fails: number) =>
  [
    { truePasses, passes, trueFails, fails },
    [
      [truePasses, passes - truePasses],
      [fails - trueFails, trueFails],
    ],
  ] as const;
const misses = (...counts: Parameters<typeof judge>) =>
  missesOfBar(...judge(...counts), bar).map(({ kind }) => kind);

test.each([
  ["far above", [190, 200, 95, 100], []],
  ["too few fails", [86, 90, 9, 9], ["human_fails", "trueNegativeRate"]],
  ["too few passes", [8, 8, 60, 60], ["human_passes", "truePositiveRate"]],
  ["lenient", [100, 101, 258, 349], ["trueNegativeRate"]],
  ["always passes", [100, 100, 0, 20], ["trueNegativeRate", "kappa", "youden"]],
  [
    "no label",
    [0, 0, 0, 0],
    ["human_passes", "human_fails", "truePositiveRate", "trueNegativeRate", "kappa", "youden"],
  ],
] as const)("a judge that is %s", (_, counts, expected) => {
  expect(misses(...(counts as [number, number, number, number]))).toEqual(expected);
});

test("a limit that touches its bar meets it", () => {
  const low = wilsonInterval(45, 50)?.low ?? 0;
  const touching = { kappa: 0, truePositiveRate: low, trueNegativeRate: low };
  expect(missesOfBar(...judge(45, 50, 45, 50), touching)).toEqual([]);
});

test.each([
  [10, 0.23],
  [25, 0.15],
  [50, 0.11],
])("at %d human fails a true negative rate of .8 is known to about ±%d", (fails, half) => {
  const rate = wilsonInterval(0.8 * fails, fails);
  expect(((rate?.high ?? 0) - (rate?.low ?? 0)) / 2).toBeCloseTo(half, 2);
});

test("labels still needed: none above the bar, some when it is close, no number below it", () => {
  expect(labelsToMeetBar(...judge(190, 200, 95, 100), bar)).toBe(300);
  const needed = labelsToMeetBar(...judge(45, 50, 44, 50), bar);
  expect(needed).toBeGreaterThan(100);
  expect(needed).toBeLessThan(250);
  expect(labelsToMeetBar(...judge(45, 50, 35, 50), bar)).toBeNull();
  expect(labelsToMeetBar(...judge(0, 0, 0, 0), bar)).toBeNull();
});
