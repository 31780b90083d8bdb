import { expect, test } from "vitest";
import { flakiness, passAllOf, shareOfAllPassing } from "./repeat-consistency";

const casesOf = (passed: readonly number[], answers: number) =>
  passed.map((each) => ({ passed: each, answers }));

test.each([
  [4, 5, 3, 0.4],
  [5, 5, 3, 1],
  [7, 8, 4, 0.5],
  [2, 5, 3, 0],
])("%d of %d answers pass: %d in a row", (passed, answers, k, share) => {
  expect(shareOfAllPassing(passed, answers, k)).toBeCloseTo(share, 12);
});

test("cases with too few answers do not count", () => {
  expect(passAllOf([...casesOf([4, 5], 5), ...casesOf([2], 2)], 3)).toMatchObject({
    value: 0.7,
    n: 2,
  });
  expect(passAllOf(casesOf([1], 1), 2)).toBeNull();
});

test.each([
  [[5, 5, 4, 5, 3, 5, 0, 5], 5, 0.0625],
  [[3, 2, 1, 0], 3, 0.1667],
  [[2, 1, 2, 0, 1], 2, 0.2],
  [[10, 9], 10, 0.05],
])("flakiness of %j of %d", (passed, answers, expected) => {
  expect(flakiness(casesOf(passed, answers))).toBeCloseTo(expected, 4);
});

test("one answer each says nothing of flakiness", () => {
  expect(flakiness(casesOf([1, 0], 1))).toBeNull();
});
