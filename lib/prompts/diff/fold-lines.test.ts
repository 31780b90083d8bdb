import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "./diff-lines";
import { foldInline, foldSplit } from "./fold-lines";

const from = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
const to = from.with(19, "line twenty").toSpliced(25, 0, "extra");
const hunks = diffLines(from, to);

test("equal runs fold to three lines beside each change", () => {
  const rows = foldSplit(from, to, hunks);
  expect(rows[0]).toMatchObject({ kind: "fold", key: "1", count: 16, preview: "line 1" });
  expect(rows.slice(1, 4).map((row) => row.kind === "line" && row.from?.line)).toEqual([
    17, 18, 19,
  ]);
  expect(rows.at(-1)).toMatchObject({ kind: "fold", fromLine: 29, toLine: 30, count: 2 });
});

test("a fold opens bit by bit and keeps its key", () => {
  const rows = foldSplit(from, to, hunks, { opened: new Map([["1", { above: 5, below: 4 }]]) });
  expect(rows[5]).toMatchObject({ kind: "fold", key: "1", fromLine: 6, count: 7 });
});

test("one hidden line is not worth a fold", () => {
  const rows = foldSplit(from, to, hunks, { opened: new Map([["1", { above: 15, below: 0 }]]) });
  expect(
    rows.filter((row) => row.kind === "fold").map((row) => row.kind === "fold" && row.key),
  ).toEqual(["26"]);
});

test("inline shows the removed line before the added one", () => {
  const rows = foldInline(from, to, hunks).filter(
    (row) => row.kind === "line" && row.change !== "same",
  );
  expect(rows).toMatchObject([
    { change: "removed", from: 20 },
    { change: "added", to: 20 },
    { change: "added", to: 26 },
  ]);
});

test("opened or folded, no line is lost or doubled", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(lines, lines, fc.nat(6), (a, b, context) => {
      const rows = foldSplit(a, b, diffLines(a, b), { context });
      const lines = rows.flatMap((row) =>
        row.kind === "fold"
          ? Array.from({ length: row.count }, (_, i) => row.toLine + i)
          : (row.to?.line ?? []),
      );
      expect(lines).toEqual(b.map((_, i) => i + 1));
    }),
  );
});
