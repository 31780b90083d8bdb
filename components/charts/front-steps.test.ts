import { expect, test } from "vitest";
import { frontSteps } from "./front-steps";

test("a front is level until the next better point, steps up to it and runs on to the edge", () => {
  expect(
    frontSteps(
      [
        { x: 3, y: 0.9 },
        { x: 1, y: 0.8 },
      ],
      4,
    ),
  ).toEqual([
    { x: 1, y: 0.8 },
    { x: 3, y: 0.8 },
    { x: 3, y: 0.9 },
    { x: 4, y: 0.9 },
  ]);
});

test("equal points make one step, and no point makes no line", () => {
  const point = { x: 1, y: 0.8 };
  expect(frontSteps([point, { ...point }], 1)).toEqual([point]);
  expect(frontSteps([], 4)).toEqual([]);
});
