import type { DiffHunk, DiffLine } from "./diff-contract";
import { diffWords, mostEdits } from "./diff-words";
import { similarity, similarityBound, wordBag } from "./text-similarity";

type Row = DiffHunk["rows"][number];

const mostComparisons = 2500;
const likeEnough = 0.3;
const longestLine = 20_000;

/** How much may still be spent on marking words, in comparisons: shared by a whole text. */
export interface WordEffort {
  left: number;
}

/**
 * The rows of one hunk: a removed line stands beside the added line that resembles it most, in
 * order, with its changed words; lines between two such pairs stand beside each other as they come.
 */
export function pairLines(
  removed: readonly string[],
  added: readonly string[],
  fromStart: number,
  toStart: number,
  effort: WordEffort,
): Row[] {
  const pairs =
    removed.length * added.length <= mostComparisons
      ? bestPairs(removed, added)
      : inOrder(removed.length, added.length);
  const rows: Row[] = [];
  let from = 0;
  let to = 0;
  for (const [pairedFrom, pairedTo] of [...pairs, [removed.length, added.length] as const]) {
    while (from < pairedFrom || to < pairedTo) {
      const row: Row = {};
      if (from < pairedFrom) row.from = { line: fromStart + from + 1, text: removed[from++] ?? "" };
      if (to < pairedTo) row.to = { line: toStart + to + 1, text: added[to++] ?? "" };
      rows.push(row);
    }
    if (from < removed.length && to < added.length)
      rows.push(
        changedRow(
          { line: fromStart + from + 1, text: removed[from++] ?? "" },
          { line: toStart + to + 1, text: added[to++] ?? "" },
          effort,
        ),
      );
  }
  return rows;
}

function changedRow(from: DiffLine, to: DiffLine, effort: WordEffort): Row {
  if (from.text.length + to.text.length > longestLine) return { from, to };
  if (effort.left < 0 || similarity(wordBag(from.text), wordBag(to.text)) < likeEnough)
    return { from, to };
  const words = diffWords(from.text, to.text);
  // The shortest edit takes about the square of its length.
  effort.left -= (words?.edits ?? mostEdits) ** 2;
  if (!words) return { from, to };
  return { from: { ...from, changed: words.from }, to: { ...to, changed: words.to } };
}

/** Pairs with the greatest sum of similarity that do not cross: a small table of best sums. */
function bestPairs(removed: readonly string[], added: readonly string[]) {
  const a = removed.map(wordBag);
  const b = added.map(wordBag);
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const likeness = a.map((x) =>
    b.map((y) => (similarityBound(x, y) < likeEnough ? 0 : similarity(x, y))),
  );
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const like = likeness[i]?.[j] ?? 0;
      const paired = like >= likeEnough ? like + (best[(i + 1) * width + j + 1] ?? 0) : 0;
      const left = best[(i + 1) * width + j] ?? 0;
      const right = best[i * width + j + 1] ?? 0;
      best[i * width + j] = Math.max(paired, left, right);
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const here = best[i * width + j] ?? 0;
    if (here === (best[(i + 1) * width + j] ?? 0)) i += 1;
    else if (here === (best[i * width + j + 1] ?? 0)) j += 1;
    else pairs.push([i++, j++]);
  }
  return pairs;
}

function inOrder(removed: number, added: number): (readonly [number, number])[] {
  // Beyond the table's size only equal counts suggest that lines correspond one to one.
  if (removed !== added) return [];
  return Array.from({ length: removed }, (_, index) => [index, index] as const);
}
