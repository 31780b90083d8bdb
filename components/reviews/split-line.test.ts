import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLine } from "./split-line";

test("only the words that differ are marked", () => {
  expect(splitLine("Be brief, please.", "Be brief and kind, please.")).toEqual({
    start: "Be brief",
    removed: "",
    added: " and kind",
    end: ", please.",
  });
});

test("both lines come out again", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const { start, removed, added, end } = splitLine(before, after);
      expect([start + removed + end, start + added + end]).toEqual([before, after]);
    }),
  );
});
