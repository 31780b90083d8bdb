import { expect, test } from "vitest";
import { hasRoom, isCrowded } from "./marker-labels";

const markers = [10, 12, 20, 60].map((x) => ({ x }));
const each = (decide: typeof hasRoom) =>
  markers.map((_, index) => decide(markers, index, [0, 100]));

test("of two releases at nearly the same time only the last one says its name", () => {
  expect(each(hasRoom)).toEqual([false, true, true, true]);
});

test("labels close to one another stand on two lines in turn", () => {
  expect(each(isCrowded)).toEqual([false, true, false, false]);
});
