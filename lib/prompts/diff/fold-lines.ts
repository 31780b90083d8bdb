import type { DiffHunk, DiffLine } from "./diff-contract";

export type SplitRow =
  | { kind: "line"; change: "same" | "different"; from?: DiffLine; to?: DiffLine; hunk?: number }
  | FoldRow;

export type InlineRow =
  | {
      kind: "line";
      change: "same" | "removed" | "added";
      from?: number;
      to?: number;
      line: DiffLine;
      hunk?: number;
    }
  | FoldRow;

/** A run of equal lines that is not shown. `key` stays the same while it is opened bit by bit. */
export interface FoldRow {
  kind: "fold";
  key: string;
  fromLine: number;
  toLine: number;
  count: number;
  /** The first line in it that says something. */
  preview: string;
}

/** How many lines of a fold have been opened at its two ends. */
export interface OpenedFold {
  above: number;
  below: number;
}

export interface FoldOptions {
  context?: number;
  opened?: ReadonlyMap<string, OpenedFold>;
}

/** Rows for two columns: changed lines beside each other, equal runs folded to their edges. */
export function foldSplit(
  from: readonly string[],
  to: readonly string[],
  hunks: readonly DiffHunk[],
  options: FoldOptions = {},
): SplitRow[] {
  const rows: SplitRow[] = [];
  walk(
    from,
    to,
    hunks,
    options,
    rows,
    (hunk, index) => {
      for (const row of hunk.rows)
        rows.push({ kind: "line", change: "different", ...row, hunk: index });
    },
    (fromLine, toLine, text) =>
      rows.push({
        kind: "line",
        change: "same",
        from: { line: fromLine, text },
        to: { line: toLine, text },
      }),
  );
  return rows;
}

/** Rows for one column: of each hunk the removed lines, then the added ones. */
export function foldInline(
  from: readonly string[],
  to: readonly string[],
  hunks: readonly DiffHunk[],
  options: FoldOptions = {},
): InlineRow[] {
  const rows: InlineRow[] = [];
  walk(
    from,
    to,
    hunks,
    options,
    rows,
    (hunk, index) => {
      for (const { from: line } of hunk.rows)
        if (line)
          rows.push({ kind: "line", change: "removed", from: line.line, line, hunk: index });
      for (const { to: line } of hunk.rows)
        if (line) rows.push({ kind: "line", change: "added", to: line.line, line, hunk: index });
    },
    (fromLine, toLine, text) =>
      rows.push({
        kind: "line",
        change: "same",
        from: fromLine,
        to: toLine,
        line: { line: toLine, text },
      }),
  );
  return rows;
}

function walk(
  from: readonly string[],
  to: readonly string[],
  hunks: readonly DiffHunk[],
  options: FoldOptions,
  rows: { push(row: FoldRow): unknown },
  onHunk: (hunk: DiffHunk, index: number) => void,
  onSame: (fromLine: number, toLine: number, text: string) => void,
): void {
  const { context = 3, opened } = options;
  let fromAt = 0;
  let toAt = 0;
  const run = (end: number, hasBefore: boolean, hasAfter: boolean) => {
    const start = fromAt;
    const length = end - start;
    const key = `${start + 1}`;
    const more = opened?.get(key);
    const above = Math.min(length, (hasBefore ? context : 0) + (more?.above ?? 0));
    const below = Math.min(length - above, (hasAfter ? context : 0) + (more?.below ?? 0));
    const hidden = length - above - below;
    // A fold takes a line itself, so hiding a single one saves nothing.
    const folds = hidden > 1;
    for (let index = 0; index < length; index += 1) {
      if (folds && index === above) {
        const preview = to
          .slice(toAt + above, toAt + above + hidden)
          .find((line) => line.trim() !== "");
        rows.push({
          kind: "fold",
          key,
          fromLine: start + above + 1,
          toLine: toAt + above + 1,
          count: hidden,
          preview: (preview ?? "").trim().slice(0, 160),
        });
        index += hidden - 1;
        continue;
      }
      onSame(start + index + 1, toAt + index + 1, from[start + index] ?? "");
    }
    fromAt += length;
    toAt += length;
  };
  for (const [index, hunk] of hunks.entries()) {
    run(hunk.fromLine - 1, index > 0, true);
    onHunk(hunk, index);
    fromAt += hunk.fromCount;
    toAt += hunk.toCount;
  }
  run(from.length, hunks.length > 0, false);
}
