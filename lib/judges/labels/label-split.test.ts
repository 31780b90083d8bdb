import { expect, test } from "vitest";
import { itemHashOf, splitOf } from "./label-split";

const items = Array.from({ length: 4_000 }, (_, i) => ({
  inputs: { ticket: `ticket ${i}` },
  output: `answer ${i}`,
}));

test("labels without a split go to train, dev and test in fixed shares", () => {
  const counts = { train: 0, dev: 0, test: 0 };
  for (const item of items) counts[splitOf(item)]++;
  expect(counts.train / items.length).toBeCloseTo(0.15, 1);
  expect(counts.dev / items.length).toBeCloseTo(0.425, 1);
  expect(counts.test / items.length).toBeCloseTo(0.425, 1);
});

test("every output to one case is in one split", () => {
  for (const { inputs } of items.slice(0, 50)) {
    const splits = ["a", "b", "c"].map((output) => splitOf({ inputs, output }));
    expect(new Set(splits).size).toBe(1);
  }
});

test("an output is told apart by what it answers and says, not by the order of its inputs", () => {
  const one = { inputs: { a: "1", b: "2" }, output: "x" };
  expect(itemHashOf(one)).toBe(itemHashOf({ inputs: { b: "2", a: "1" }, output: "x" }));
  expect(itemHashOf(one)).not.toBe(itemHashOf({ ...one, output: "y" }));
  expect(itemHashOf({ case: "a", output: "x" })).not.toBe(itemHashOf({ case: "b", output: "x" }));
});
