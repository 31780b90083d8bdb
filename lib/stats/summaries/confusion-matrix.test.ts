import fc from "fast-check";
import { expect, test } from "vitest";
import { confusionMatrix } from "./confusion-matrix";

test("macro-F1 equals scikit-learn's documented example", () => {
  const expected = ["0", "1", "2", "0", "1", "2"];
  const actual = ["0", "2", "1", "0", "0", "1"];
  const matrix = confusionMatrix(
    expected.map((label, i) => ({ expected: label, actual: actual[i] ?? null })),
  );
  expect(matrix.counts).toEqual([
    [2, 0, 0],
    [1, 0, 1],
    [0, 2, 0],
  ]);
  expect(matrix.macroF1).toBeCloseTo(0.26667, 4);
  expect(matrix.accuracy).toMatchObject({ value: 2 / 6, n: 6 });
});

test("free text and missing labels are misses, not new classes", () => {
  const matrix = confusionMatrix([
    { expected: "refund", actual: "refund" },
    { expected: "refund", actual: "I am not sure" },
    { expected: "billing", actual: null },
  ]);
  expect(matrix.labels).toEqual(["billing", "refund"]);
  expect(matrix.other).toEqual([1, 1]);
  expect(matrix.perLabel[1]).toMatchObject({ precision: 1, recall: 0.5, support: 2 });
});

test("a known label without cases is shown but does not drag the mean down", () => {
  const matrix = confusionMatrix([{ expected: "a", actual: "a" }], ["a", "b"]);
  expect(matrix.labels).toEqual(["a", "b"]);
  expect(matrix.macroF1).toBe(1);
  expect(matrix.perLabel[1]?.f1).toBeNull();
});

test("no pairs, no score", () => {
  expect(confusionMatrix([])).toMatchObject({ macroF1: null, accuracy: null, labels: [] });
});

test("every pair is counted exactly once", () => {
  const label = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
  fc.assert(
    fc.property(fc.array(fc.record({ expected: label, actual: fc.option(label) })), (pairs) => {
      const { counts, other } = confusionMatrix(pairs);
      const total = [...counts.flat(), ...other].reduce((sum, count) => sum + count, 0);
      expect(total).toBe(pairs.length);
    }),
  );
});
