import { diffArrays } from "diff";
import type { DiffHunk } from "./diff-contract";
import { pairLines } from "./pair-lines";

/** Lines as an editor counts them: an empty text has one, empty, line. */
export function splitLines(text: string): string[] {
  return text.split("\n");
}

interface Block {
  fromStart: number;
  fromEnd: number;
  toStart: number;
  toEnd: number;
}

/** The hunks that turn one list of lines into another; see `DiffHunk`. */
export function diffLines(from: readonly string[], to: readonly string[]): DiffHunk[] {
  const ids = new Map<string, number>();
  const a = from.map((line) => intern(ids, line));
  const b = to.map((line) => intern(ids, line));
  const blocks = differingBlocks(a, b, {
    fromStart: 0,
    fromEnd: a.length,
    toStart: 0,
    toEnd: b.length,
  });
  const effort = { left: 800_000 };
  return blocks.map(({ fromStart, fromEnd, toStart, toEnd }) => ({
    fromLine: fromStart + 1,
    fromCount: fromEnd - fromStart,
    toLine: toStart + 1,
    toCount: toEnd - toStart,
    rows: pairLines(
      from.slice(fromStart, fromEnd),
      to.slice(toStart, toEnd),
      fromStart,
      toStart,
      effort,
    ),
  }));
}

/** Rebuilds the second text from the first and its hunks. */
export function applyHunks(from: readonly string[], hunks: readonly DiffHunk[]): string[] {
  const lines: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    for (; at < hunk.fromLine - 1; at += 1) lines.push(from[at] ?? "");
    for (const row of hunk.rows) if (row.to) lines.push(row.to.text);
    at += hunk.fromCount;
  }
  for (; at < from.length; at += 1) lines.push(from[at] ?? "");
  return lines;
}

function intern(ids: Map<string, number>, line: string): number {
  const id = ids.get(line);
  if (id !== undefined) return id;
  ids.set(line, ids.size);
  return ids.size - 1;
}

function differingBlocks(a: number[], b: number[], whole: Block): Block[] {
  const block = { ...whole };
  while (
    block.fromStart < block.fromEnd &&
    block.toStart < block.toEnd &&
    a[block.fromStart] === b[block.toStart]
  ) {
    block.fromStart += 1;
    block.toStart += 1;
  }
  while (
    block.fromEnd > block.fromStart &&
    block.toEnd > block.toStart &&
    a[block.fromEnd - 1] === b[block.toEnd - 1]
  ) {
    block.fromEnd -= 1;
    block.toEnd -= 1;
  }
  if (block.fromStart === block.fromEnd && block.toStart === block.toEnd) return [];
  if (block.fromStart === block.fromEnd || block.toStart === block.toEnd) return [block];
  if (!haveCommonLine(a, b, block)) return [block];
  // The shortest edit takes the square of what differs: cut a long text at its landmarks first.
  const size = block.fromEnd - block.fromStart + block.toEnd - block.toStart;
  return (
    (size > 400 ? aroundAnchors(a, b, block) : undefined) ?? shortestEdit(a, b, block) ?? [block]
  );
}

function haveCommonLine(a: number[], b: number[], block: Block): boolean {
  const lines = new Set(a.slice(block.fromStart, block.fromEnd));
  for (let at = block.toStart; at < block.toEnd; at += 1) if (lines.has(b[at] ?? -1)) return true;
  return false;
}

/** Myers' shortest edit; gives up on long texts with little in common, where it would take long. */
function shortestEdit(a: number[], b: number[], block: Block): Block[] | undefined {
  const changes = diffArrays(
    a.slice(block.fromStart, block.fromEnd),
    b.slice(block.toStart, block.toEnd),
    {
      maxEditLength: 400,
      timeout: 500,
    },
  );
  if (!changes) return undefined;
  const blocks: Block[] = [];
  let from = block.fromStart;
  let to = block.toStart;
  let open: Block | undefined;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      from += count;
      to += count;
      open = undefined;
      continue;
    }
    if (!open) {
      open = { fromStart: from, fromEnd: from, toStart: to, toEnd: to };
      blocks.push(open);
    }
    if (removed) from += count;
    else to += count;
    open.fromEnd = from;
    open.toEnd = to;
  }
  return blocks;
}

/** Patience: lines that stand once on each side, in order, divide the rest. */
function aroundAnchors(a: number[], b: number[], block: Block): Block[] | undefined {
  const anchors = longestRising(uniqueInBoth(a, b, block));
  if (anchors.length === 0) return undefined;
  const blocks: Block[] = [];
  let fromStart = block.fromStart;
  let toStart = block.toStart;
  for (const [from, to] of [...anchors, [block.fromEnd, block.toEnd] as const]) {
    blocks.push(...differingBlocks(a, b, { fromStart, fromEnd: from, toStart, toEnd: to }));
    fromStart = from + 1;
    toStart = to + 1;
  }
  return blocks;
}

function uniqueInBoth(a: number[], b: number[], block: Block): (readonly [number, number])[] {
  const inA = placesOfUnique(a, block.fromStart, block.fromEnd);
  const inB = placesOfUnique(b, block.toStart, block.toEnd);
  const pairs: (readonly [number, number])[] = [];
  for (const [id, from] of inA) {
    const to = inB.get(id);
    if (from !== -1 && to !== undefined && to !== -1) pairs.push([from, to]);
  }
  return pairs.sort((x, y) => x[0] - y[0]);
}

function placesOfUnique(lines: number[], start: number, end: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = start; at < end; at += 1) {
    const id = lines[at] ?? -1;
    places.set(id, places.has(id) ? -1 : at);
  }
  return places;
}

function longestRising(pairs: (readonly [number, number])[]): (readonly [number, number])[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  }
  const rising: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}
