import { expect, test } from "vitest";
import { laneConcurrency, laneQueue, planLanes } from "./lane";

test.each([
  [0, 8, 1],
  [1, 8, 1],
  [2, 8, 2],
  [3, 2, 2],
  [5, 1, 1],
])("with %i workers a run of %i calls at once has %i lanes", (workers, concurrency, lanes) => {
  expect(planLanes({ workers, concurrency })).toHaveLength(lanes);
});

test("the lanes of a run make together as many calls at once as the run may", () => {
  for (const concurrency of [1, 2, 7, 8, 20]) {
    for (const workers of [1, 2, 3, 8]) {
      const lanes = planLanes({ workers, concurrency });
      const calls = lanes.map((lane) => laneConcurrency(concurrency, lane));
      expect(calls.reduce((sum, each) => sum + each, 0)).toBe(concurrency);
    }
  }
});

test("each lane of a run waits in a queue of its own", () => {
  const queues = planLanes({ workers: 3, concurrency: 8 }).map((lane) => laneQueue("model", lane));
  expect(queues).toEqual(["model", "model:1", "model:2"]);
});
