import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "./spread-labels";

test("labels at the ends of three lines never cover each other", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 2, maxLength: 4 }),
      (preferred) => {
        const placed = new Map<string, number>();
        const places = preferred
          .map((y, index) => spreadLabels(placed, String(index), y))
          .sort((a, b) => a - b);
        for (const [index, y] of places.entries()) {
          if (index > 0) expect(y - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(12);
        }
      },
    ),
  );
});

test("a label with room stays at its line, also when it is drawn again", () => {
  const placed = new Map<string, number>();
  expect(spreadLabels(placed, "v6", 40)).toBe(40);
  expect(spreadLabels(placed, "v6", 40)).toBe(40);
});
