"use client";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { DiffHunk } from "@/lib/prompts/diff/diff-contract";
import {
  foldInline,
  foldSplit,
  type InlineRow,
  type OpenedFold,
  type SplitRow,
} from "@/lib/prompts/diff/fold-lines";
import { isWithin, type LineTarget } from "./version-diff-parts";
import { FoldLine, InlineLine, type LineSlots, SplitLine } from "./version-diff-rows";

const chunkRows = 80;
const lineHeight = 20;

interface VersionDiffLinesProps extends LineSlots {
  part: string;
  from: readonly string[];
  to: readonly string[];
  hunks: readonly DiffHunk[];
  view: "split" | "inline";
  target?: LineTarget | null;
}

/**
 * The lines of one part. Long texts come in pieces: a piece is built when it comes near the
 * screen and not painted while it is away from it, so thousands of open lines stay smooth.
 */
export function VersionDiffLines({
  part,
  from,
  to,
  hunks,
  view,
  target,
  ...slots
}: VersionDiffLinesProps) {
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenedFold>>(() =>
    // Whoever opens an unchanged part wants to read it.
    hunks.length === 0 ? new Map([["1", { above: from.length, below: 0 }]]) : new Map(),
  );
  const rows = useMemo(
    (): readonly (SplitRow | InlineRow)[] =>
      view === "split"
        ? foldSplit(from, to, hunks, { opened })
        : foldInline(from, to, hunks, { opened }),
    [from, to, hunks, opened, view],
  );
  const open = (key: string, above: number, below: number) =>
    setOpened((before) => {
      const now = before.get(key) ?? { above: 0, below: 0 };
      return new Map(before).set(key, { above: now.above + above, below: now.below + below });
    });

  const named = [
    ...(target ? [target] : []),
    ...(slots.threads ?? []).filter((one) => one.part === part),
  ];
  const targetFold = rows.find(
    (row) => row.kind === "fold" && named.some((lines) => holds(row, lines)),
  );
  if (targetFold?.kind === "fold") open(targetFold.key, targetFold.count, 0);

  const digits = String(Math.max(from.length, to.length)).length;
  const gutter = 36 + Math.max(0, digits - 3) * 7;
  const columns = view === "split" ? 6 : 4;
  const chunks: ReactNode[] = [];
  let hunk = -1;
  for (let start = 0; start < rows.length; start += chunkRows) {
    const chunk = rows.slice(start, start + chunkRows);
    let hasDifference = false;
    const lines = chunk.map((row) => {
      if (row.kind === "fold")
        return <FoldLine key={`fold${row.key}`} row={row} columns={columns} onOpen={open} />;
      const startsHunk = row.hunk !== undefined && row.hunk !== hunk;
      hunk = row.hunk ?? hunk;
      hasDifference ||= startsHunk;
      const shared = { part, startsHunk, chosen: target ?? null, ...slots };
      return "line" in row ? (
        <InlineLine key={`${row.change}${row.line.line}`} row={row} {...shared} />
      ) : (
        <SplitLine key={`${row.from?.line ?? ""}:${row.to?.line ?? ""}`} row={row} {...shared} />
      );
    });
    chunks.push(
      <Chunk
        key={start}
        eager={start === 0 || chunk.some((row) => holds(row, target))}
        rows={chunk.length}
        hasDifference={hasDifference}
        columns={columns}
        gutter={gutter}
      >
        {lines}
      </Chunk>,
    );
  }
  return chunks;
}

interface ChunkProps {
  eager: boolean;
  rows: number;
  hasDifference: boolean;
  columns: number;
  gutter: number;
  children: ReactNode;
}

function Chunk({ eager, rows, hasDifference, columns, gutter, children }: ChunkProps) {
  const [near, setNear] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const built = eager || near;
  useEffect(() => {
    if (built || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "1600px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [built]);
  const height = rows * lineHeight;
  if (!built)
    return (
      <div
        ref={place}
        style={{ height }}
        data-difference={hasDifference || undefined}
        className="scroll-mt-28"
      />
    );
  return (
    <div
      style={
        rows < chunkRows
          ? undefined
          : { contentVisibility: "auto", containIntrinsicSize: `auto ${height}px` }
      }
    >
      <table className="diff-table text-text">
        <colgroup>
          <col style={{ width: gutter }} />
          <col style={{ width: columns === 6 ? 16 : gutter }} />
          <col className={columns === 6 ? undefined : "w-4"} />
          {columns === 6 && (
            <>
              <col style={{ width: gutter }} />
              <col className="w-4" />
            </>
          )}
          <col />
        </colgroup>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function holds(row: SplitRow | InlineRow, target: LineTarget | null | undefined): boolean {
  if (target?.line === undefined) return false;
  const { side = "to", line, lastLine = line } = target;
  if (row.kind === "fold") {
    const first = side === "to" ? row.toLine : row.fromLine;
    return first <= lastLine && line < first + row.count;
  }
  const number = typeof row[side] === "object" ? row[side].line : row[side];
  return number !== undefined && isWithin(target, side, number);
}
