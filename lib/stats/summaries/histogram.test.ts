import fc from "fast-check";
import { expect, test } from "vitest";
import { histogram } from "./histogram";

test("two versions share bins with round edges", () => {
  const result = histogram(
    [
      { key: "v5", values: [612, 700, 1_020] },
      { key: "v6", values: [810, 1_480] },
    ],
    10,
  );
  expect(result.edges).toEqual([600, 700, 800, 900, 1_000, 1_100, 1_200, 1_300, 1_400, 1_500]);
  expect(result.series[0]).toEqual({ key: "v5", counts: [1, 1, 0, 0, 1, 0, 0, 0, 0], n: 3 });
  expect(result.series[1]?.counts).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 1]);
});

test("one repeated value still has a bin around it, and no value has none", () => {
  const result = histogram([{ key: "v1", values: [50, 50] }]);
  expect(result.series[0]?.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(histogram([{ key: "v1", values: [] }])).toEqual({
    edges: [],
    series: [{ key: "v1", counts: [], n: 0 }],
  });
});

test("every value falls into the bin whose edges hold it, within the number of bins asked for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true }), {
        minLength: 1,
        maxLength: 60,
      }),
      (values) => {
        const rounded = values.map((value) => Math.round(value * 1e4) / 1e4);
        const { edges, series } = histogram([{ key: "x", values: rounded }], 20);
        const last = edges.length - 2;
        expect(edges.length - 1).toBeLessThanOrEqual(20);
        series[0]?.counts.forEach((count, bin) => {
          const from = edges[bin] ?? 0;
          const to = edges[bin + 1] ?? 0;
          const within = rounded.filter((v) => v >= from && (bin === last ? v <= to : v < to));
          expect(count).toBe(within.length);
        });
      },
    ),
  );
});
