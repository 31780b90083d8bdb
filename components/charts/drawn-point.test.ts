import { expect, test } from "vitest";
import { drawnPoint } from "./drawn-point";

test("what was measured beyond the axis is drawn inside of the plot", () => {
  expect(drawnPoint({ x: 0, values: { now: 0.9 }, bands: { now: [0.05, 1] } }, [0, 0.12])).toEqual({
    all: { now: 0.12 },
    solid: { now: 0.12 },
    bands: { now: [0.05, 0.12] },
  });
});

test("a point that says little has a hairline, no line and no band", () => {
  const point = { x: 0, values: { now: 1, before: null }, bands: { now: [0.3, 1] as const } };
  expect(drawnPoint({ ...point, thin: ["now"] }, [0, "auto"])).toEqual({
    all: { now: 1, before: null },
    solid: { now: null, before: null },
    bands: { now: null },
  });
});
