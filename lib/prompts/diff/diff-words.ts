import { diffArrays } from "diff";
import type { TextRange } from "./diff-contract";

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
 * The stretches of two lines that differ, or `undefined` when it would take too many edits to say
 * it word by word. White space counts where the line begins, between two changed words, and where
 * nothing else differs.
 */
export function diffWords(
  from: string,
  to: string,
): { from: TextRange[]; to: TextRange[]; edits: number } | undefined {
  const words = compare(from, to, false);
  if (!words) return undefined;
  if (words.edits === 0) return compare(from, to, true);
  const indent = (text: string) => text.length - text.trimStart().length;
  if (from.slice(0, indent(from)) !== to.slice(0, indent(to))) {
    words.from.unshift({ start: 0, end: indent(from) });
    words.to.unshift({ start: 0, end: indent(to) });
  }
  return { ...words, from: joined(words.from, from), to: joined(words.to, to) };
}

// Spaces are everywhere alike: compared as words they would tie unrelated words together.
function compare(from: string, to: string, withSpace: boolean) {
  const a = placed(from, withSpace);
  const b = placed(to, withSpace);
  const changes = diffArrays(
    a.map((word) => word.text),
    b.map((word) => word.text),
    { maxEditLength: mostEdits, timeout: 200 },
  );
  if (!changes) return undefined;
  const ranges = { from: [] as TextRange[], to: [] as TextRange[], edits: 0 };
  const rangeOf = (words: PlacedWord[], at: number, count: number): TextRange => {
    const last = words[at + count - 1];
    return { start: words[at]?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
  };
  let fromAt = 0;
  let toAt = 0;
  for (const { count, added, removed } of changes) {
    if (removed) ranges.from.push(rangeOf(a, fromAt, count));
    if (added) ranges.to.push(rangeOf(b, toAt, count));
    if (removed || added) ranges.edits += count;
    if (!added) fromAt += count;
    if (!removed) toAt += count;
  }
  return ranges;
}

interface PlacedWord {
  text: string;
  start: number;
}

function placed(text: string, withSpace: boolean): PlacedWord[] {
  const words: PlacedWord[] = [];
  let start = 0;
  for (const word of splitWords(text)) {
    if (withSpace || word.trim() !== "") words.push({ text: word, start });
    start += word.length;
  }
  return words;
}

function joined(ranges: TextRange[], text: string): TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges) {
    if (range.start === range.end) continue;
    const last = result.at(-1);
    if (last && text.slice(last.end, range.start).trim() === "") last.end = range.end;
    else result.push({ ...range });
  }
  return result;
}
