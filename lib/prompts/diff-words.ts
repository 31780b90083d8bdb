import { diffArrays } from "diff";
import type { TextRange } from "./contract";

// Scripts that put no space between words.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const token = /\{\{[^{}\n]*\}\}|[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Lines that take more edits than this are not compared word by word. */
export const mostEdits = 500;

/** Words, runs of white space and single marks; a `{{variable}}` is one word. Joined, they are the text. */
export function splitWords(text: string): string[] {
  const parts = text.match(token) ?? [];
  if (!unspaced.test(text)) return parts;
  return parts.flatMap((part) =>
    unspaced.test(part) ? Array.from(segmenter.segment(part), (s) => s.segment) : [part],
  );
}

/**
 * The stretches of two lines that differ, or `undefined` when the lines are too unlike to say it
 * word by word. White space between two changed words counts as changed with them.
 */
export function diffWords(
  from: string,
  to: string,
): { from: TextRange[]; to: TextRange[]; edits: number } | undefined {
  const changes = diffArrays(splitWords(from), splitWords(to), {
    maxEditLength: mostEdits,
    timeout: 200,
  });
  if (!changes) return undefined;
  const ranges = { from: [] as TextRange[], to: [] as TextRange[] };
  let edits = 0;
  let fromAt = 0;
  let toAt = 0;
  for (const { value, added, removed } of changes) {
    const length = value.reduce((sum, word) => sum + word.length, 0);
    if (removed || added) edits += value.length;
    if (removed || !added) fromAt += length;
    if (added || !removed) toAt += length;
    if (removed) ranges.from.push({ start: fromAt - length, end: fromAt });
    if (added) ranges.to.push({ start: toAt - length, end: toAt });
  }
  return { from: joined(ranges.from, from), to: joined(ranges.to, to), edits };
}

function joined(ranges: TextRange[], text: string): TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && text.slice(last.end, range.start).trim() === "") last.end = range.end;
    else result.push({ ...range });
  }
  return result;
}
