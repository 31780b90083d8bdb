import fc from "fast-check";
import { expect, test } from "vitest";
import { effortOf } from "@/scripts/testing/effort";
import { applyHunks, diffLines, splitLines } from "./diff-lines";
import { diffWords, splitWords } from "./diff-words";

const line = fc.oneof(
  fc.constantFrom("a", "b", "c", "", "the same line"),
  fc.string({ maxLength: 8 }),
);
const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n"));

test("applying the hunks to the first text gives the second", () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const hunks = diffLines(splitLines(from), splitLines(to));
      expect(applyHunks(splitLines(from), hunks).join("\n")).toBe(to);
    }),
    { numRuns: 500 },
  );
});

test("a hunk's removed lines are the first text's, in order and numbered", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const from = splitLines(a);
      for (const hunk of diffLines(from, splitLines(b))) {
        const removed = hunk.rows.flatMap((row) => (row.from ? [row.from] : []));
        expect(removed.map((row) => row.text)).toEqual(
          from.slice(hunk.fromLine - 1, hunk.fromLine - 1 + hunk.fromCount),
        );
        expect(removed.map((row) => row.line)).toEqual(removed.map((_, i) => hunk.fromLine + i));
        expect(hunk.rows.filter((row) => row.to)).toHaveLength(hunk.toCount);
      }
    }),
  );
});

test("what is not marked as changed is equal on both sides", () => {
  const words = fc.array(fc.constantFrom("one", "two", " ", ", ", "{{x}}", "日本語", "\t"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, words, (a, b) => {
      const from = a.join("");
      const to = b.join("");
      const ranges = diffWords(from, to);
      if (!ranges) return;
      const restOf = (whole: string, cuts: { start: number; end: number }[]) =>
        cuts.reduceRight((rest, cut) => rest.slice(0, cut.start) + rest.slice(cut.end), whole);
      const squeeze = (value: string) => value.replace(/\s+/g, "");
      expect(squeeze(restOf(from, ranges.from))).toBe(squeeze(restOf(to, ranges.to)));
    }),
  );
});

test("changed words are marked, and a rewritten phrase is one stretch", () => {
  const [hunk] = diffLines(
    ["- Money back of any kind is refund_request."],
    ["- Money back for an item is refund_request; a wrong charge is billing_dispute."],
  );
  const row = hunk?.rows[0];
  const cut = (side?: { text: string; changed?: { start: number; end: number }[] }) =>
    side?.changed?.map(({ start, end }) => side.text.slice(start, end));
  expect(cut(row?.from)).toEqual(["of any kind"]);
  expect(cut(row?.to)).toEqual(["for an item", "; a wrong charge is billing_dispute"]);
});

test("a line that differs only in its white space shows where", () => {
  expect(diffWords("a  b", "a b")?.from).toEqual([{ start: 1, end: 3 }]);
  expect(diffWords("  key: 1", "key: 2")?.from).toEqual([
    { start: 0, end: 2 },
    { start: 7, end: 8 },
  ]);
});

test("words that stay are kept together, however many spaces there are", () => {
  const ranges = diffWords(
    "- When it holds several requests, the one with the most harm decides.",
    "- Summarise long tickets first. When the sentence holds several requests, the first decides.",
  );
  expect(ranges?.from).toEqual([
    { start: 7, end: 9 },
    { start: 38, end: 60 },
  ]);
});

test("an added line beside changed ones stands alone", () => {
  const [hunk] = diffLines(
    ["When it holds several requests, the one with the most harm decides."],
    ["Keep next_action under 20 words.", "When it holds several requests, the first decides."],
  );
  expect(hunk?.rows.map((row) => [row.from?.line, row.to?.line])).toEqual([
    [undefined, 1],
    [1, 2],
  ]);
});

test("Japanese and Chinese are compared by word, not as one word a line", () => {
  const ranges = diffWords("返金を依頼する場合は分類します", "交換を依頼する場合は分類します");
  expect(ranges?.from).toEqual([{ start: 0, end: 2 }]);
  expect(splitWords("返金を依頼").join("")).toBe("返金を依頼");
});

test("a variable is one word", () => {
  expect(diffWords("to {{customer_tier}}.", "to {{customer_name}}.")?.from).toEqual([
    { start: 3, end: 20 },
  ]);
});

const long = Array.from(
  { length: 5000 },
  (_, i) => `- rule ${i}: when the ticket says ${i % 97}, answer ${i % 13}`,
);

test("5,000 lines with changes all over cost no more than forty JSON documents of 1 MB", () => {
  const to = long.flatMap((line, i) => {
    if (i % 10 === 0) return [`${line} and say why`];
    if (i % 33 === 0) return [];
    return i % 41 === 0 ? [line, "new"] : [line];
  });
  expect(effortOf(() => diffLines(long, to))).toBeLessThan(40);
  expect(applyHunks(long, diffLines(long, to))).toEqual(to);
});

test("a text that is nearly all rewritten does not take for ever", () => {
  const to = long.map((line, i) => (i % 50 === 0 ? line : [...line].reverse().join("")));
  expect(effortOf(() => diffLines(long, to))).toBeLessThan(250);
  expect(applyHunks(long, diffLines(long, to))).toEqual(to);
});
