import fc from "fast-check";
import { expect, test } from "vitest";
import { isInShare } from "./share-of-traces";

const ids = Array.from({ length: 2_000 }, (_, index) => `trace-${index}`);

test("a share takes in about that part of the traces, another part for another scorer", () => {
  const sample = (scorer: string) => ids.filter((id) => isInShare(scorer, id, 0.1));
  expect(sample("one").length).toBeGreaterThan(150);
  expect(sample("one").length).toBeLessThan(250);
  const two = new Set(sample("two"));
  const both = sample("one").filter((id) => two.has(id));
  expect(both.length).toBeLessThan(50);
});

test("a larger share takes in what the smaller one had, and 1 takes in all", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (id, one, two) => {
        const [small, large] = [Math.min(one, two), Math.max(one, two)];
        expect(!isInShare("s", id, small) || isInShare("s", id, large)).toBe(true);
        expect(isInShare("s", id, 1)).toBe(true);
      },
    ),
  );
});
