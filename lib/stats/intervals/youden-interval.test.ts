import { expect, test } from "vitest";
import { youdenInterval } from "./youden-interval";

test.each([
  [86, 90, 8, 10, 0.7556, 0.4391, 0.9014],
  [70, 75, 21, 25, 0.7733, 0.5703, 0.8765],
  [54, 90, 4, 10, 0, -0.2538, 0.3027],
  [100, 100, 0, 10, 0, -0.037, 0.2775],
])("J of %d of %d and %d of %d", (truePasses, passes, trueFails, fails, value, low, high) => {
  const youden = youdenInterval({ truePasses, passes, trueFails, fails });
  expect(youden?.value).toBeCloseTo(value, 4);
  expect(youden?.low).toBeCloseTo(low, 4);
  expect(youden?.high).toBeCloseTo(high, 4);
});

test("without human fails there is nothing to tell a judge from a constant", () => {
  expect(youdenInterval({ truePasses: 5, passes: 5, trueFails: 0, fails: 0 })).toBeNull();
});
