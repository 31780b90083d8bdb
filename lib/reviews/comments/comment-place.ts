import type { DiffHunk, PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { findMessage, messagePart } from "@/lib/prompts/diff/diff-part";

interface Lines {
  line: number;
  lineCount: number;
}

interface Comparisons {
  /** The comment's base against the version it was written on: its `part` is one of these. */
  written: PromptDiff;
  /** The comment's base against the base that is shown. */
  between: PromptDiff;
  /** The base that is shown against the version. */
  shown: PromptDiff;
}

/**
 * Where lines of the old side stand when another version takes the old side's place. Null: they are gone or
 * read differently there, so that a comment on them would speak of something else.
 */
export function moveOldLines(
  { part, ...lines }: Lines & { part: string },
  { written, between, shown }: Comparisons,
): { part: string; line: number } | null {
  if (part === "schema") {
    const line = moveLines(between.outputSchema.hunks, lines);
    return line === null ? null : { part, line };
  }
  const message = findMessage(written, part)?.from;
  const counterpart = between.messages.find(
    ({ from }) => message !== undefined && from === message,
  );
  const there = shown.messages.find(
    ({ from }) => counterpart?.to !== undefined && from === counterpart.to,
  );
  const line = counterpart && moveLines(counterpart.hunks ?? [], lines);
  return there && line ? { part: messagePart(there), line } : null;
}

/** The new number of the first of some lines, if no hunk touches or divides them. */
export function moveLines(hunks: readonly DiffHunk[], { line, lineCount }: Lines): number | null {
  const end = line + lineCount;
  const isTouched = hunks.some(({ fromLine, fromCount }) =>
    fromCount === 0
      ? line < fromLine && fromLine < end
      : fromLine < end && line < fromLine + fromCount,
  );
  if (isTouched) return null;
  return hunks
    .filter(({ fromLine }) => fromLine <= line)
    .reduce((moved, { fromCount, toCount }) => moved + toCount - fromCount, line);
}
