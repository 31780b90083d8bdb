import { expect, test } from "vitest";
import { meanAlertState, rateAlertState, samplesForDoubling } from "./alert-state";

test.each([
  [2, 9, "no_data"],
  [2, 10, "unsure"],
  [8, 100, "recovered"],
  [12, 100, "unsure"],
  [20, 100, "breach"],
  [3, 10, "breach"],
])("%d of %d bad with a threshold of 8 %%: %s", (bad, n, state) => {
  expect(rateAlertState(bad, n, 0.08)).toBe(state);
});

test.each([
  [{ value: 5, low: 4, high: 6, n: 30 }, "breach"],
  [{ value: 3.5, low: 2.5, high: 5, n: 30 }, "unsure"],
  [{ value: 3, low: 2, high: 4, n: 30 }, "recovered"],
  [{ value: 9, low: null, high: null, n: 5 }, "no_data"],
])("a mean of %j with a threshold of 3: %s", (mean, state) => {
  expect(meanAlertState(mean, 3)).toBe(state);
});

test.each([
  [0.01, 381],
  [0.02, 189],
  [0.05, 73],
  [0.08, 45],
])("a doubling of %d is seen with %d", (threshold, n) => {
  expect(samplesForDoubling(threshold)).toBe(n);
});
