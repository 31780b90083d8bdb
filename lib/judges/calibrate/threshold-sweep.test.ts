import { expect, test } from "vitest";
import { thresholdSweep } from "./threshold-sweep";

const items = [0.9, 0.8, 0.7, 0.3].map((score) => ({ isHumanPass: true, score }));
const fails = [0.1, 0.2, 0.75].map((score) => ({ isHumanPass: false, score }));

test("a higher threshold catches more fails and loses more passes", () => {
  const sweep = thresholdSweep([...items, ...fails]);
  expect(sweep).toHaveLength(21);
  expect(sweep[0]).toMatchObject({
    threshold: 0,
    truePositiveRate: { value: 1 },
    trueNegativeRate: { value: 0 },
  });
  const half = sweep.find(({ threshold }) => threshold === 0.5);
  expect(half).toMatchObject({
    truePositiveRate: { value: 0.75, n: 4 },
    trueNegativeRate: { value: 2 / 3, n: 3 },
  });
});

test("without scores, or without fails, there is nothing to choose", () => {
  expect(thresholdSweep([{ isHumanPass: true, score: null }])).toEqual([]);
  expect(thresholdSweep(items)).toEqual([]);
});
