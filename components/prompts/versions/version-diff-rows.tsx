import { MessageSquarePlus, UnfoldVertical } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";
import type { DiffLine } from "@/lib/prompts/diff/diff-contract";
import type { FoldRow, InlineRow, SplitRow } from "@/lib/prompts/diff/fold-lines";
import { LineText } from "./version-diff-line-text";
import { isWithin, type LineRange, type LineTarget, lineId } from "./version-diff-parts";

export type DiffSideName = "from" | "to";

export interface ThreadSlots {
  /** What stands under a line, across both sides: a thread of comments. */
  threadSlot?: (side: DiffSideName, part: string, line: number) => ReactNode;
  /** The lines that threads are about; they are not folded away. */
  threads?: readonly LineRange[];
}

export interface LineSlots extends ThreadSlots {
  /** Offers a button beside each line. */
  onComment?: (side: DiffSideName, part: string, line: number) => void;
}

interface RowProps extends LineSlots {
  part: string;
  startsHunk: boolean;
  /** The lines of this part that the address or a drag names. */
  chosen: LineTarget | null;
}

const current = "data-[current]:shadow-[inset_2px_0_0_var(--accent)]";

export function SplitLine({
  row,
  part,
  startsHunk,
  ...slots
}: RowProps & { row: SplitRow & { kind: "line" } }) {
  const same = row.change === "same";
  const anchor = row.to
    ? lineId(part, "to", row.to.line)
    : lineId(part, "from", row.from?.line ?? 0);
  return (
    <>
      <tr
        id={anchor}
        data-difference={startsHunk || undefined}
        className={cn("group scroll-mt-28", current)}
      >
        <Cell
          line={row.from}
          side="from"
          tone={same ? "" : "diff-removed"}
          part={part}
          {...slots}
        />
        <Cell
          line={row.to}
          side="to"
          tone={same ? "" : "diff-added"}
          part={part}
          middle
          {...slots}
        />
      </tr>
      <Threads from={row.from?.line} to={row.to?.line} part={part} columns={6} {...slots} />
    </>
  );
}

export function InlineLine({
  row,
  part,
  startsHunk,
  ...slots
}: RowProps & { row: InlineRow & { kind: "line" } }) {
  const tone =
    row.change === "added" ? "diff-added" : row.change === "removed" ? "diff-removed" : "";
  const side = row.change === "removed" ? "from" : "to";
  return (
    <>
      <tr
        id={lineId(part, side, row.line.line)}
        data-difference={startsHunk || undefined}
        className={cn("group scroll-mt-28", current)}
      >
        <Numbered line={row.from} side="from" tone={tone} part={part} {...slots} />
        <Numbered line={row.to} side="to" tone={tone} part={part} {...slots} />
        <Sign tone={tone} side={side} part={part} line={row.line.line} {...slots} />
        <td className={tone}>
          <LineText line={row.line} mark={row.change === "added" ? "ins" : "del"} />
        </td>
      </tr>
      <Threads from={row.from} to={row.to} part={part} columns={4} {...slots} />
    </>
  );
}

interface FoldProps {
  row: FoldRow;
  columns: number;
  onOpen: (key: string, above: number, below: number) => void;
}

const step = 20;

export function FoldLine({ row, columns, onOpen }: FoldProps) {
  const long = row.count > 3 * step;
  return (
    <tr className="diff-fold">
      <td colSpan={columns}>
        <span className="flex min-w-0 items-center gap-2">
          <button
            type="button"
            className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 text-left hover:text-text"
            onClick={() => onOpen(row.key, row.count, 0)}
          >
            <UnfoldVertical aria-hidden="true" className="size-3.5 flex-none" />
            <span className="flex-none tabular-nums">{formatCount(row.count)} unchanged lines</span>
            <span className="truncate text-text-3">{row.preview}</span>
          </button>
          {long && (
            <>
              <button
                type="button"
                className="flex-none cursor-pointer hover:text-text"
                onClick={() => onOpen(row.key, step, 0)}
              >
                {step} from the top
              </button>
              <button
                type="button"
                className="flex-none cursor-pointer hover:text-text"
                onClick={() => onOpen(row.key, 0, step)}
              >
                {step} from the bottom
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

interface NumberedProps extends LineSlots {
  line: number | undefined;
  side: DiffSideName;
  tone: string;
  part: string;
  chosen: LineTarget | null;
  middle?: boolean;
}

/** The number of a line: what is chosen, and what threads on several lines are about, shows there. */
function Numbered({ line, side, tone, part, chosen, middle, threads = [] }: NumberedProps) {
  const covers = (thread: LineRange) =>
    thread.part === part && thread.lastLine > thread.line && isWithin(thread, side, line ?? 0);
  return (
    <td
      className={cn("diff-number", tone, middle && "diff-middle")}
      data-side={side}
      data-line={line}
      data-chosen={isWithin(chosen, side, line ?? 0) || undefined}
      data-threaded={threads.some(covers) || undefined}
    >
      {line}
    </td>
  );
}

interface CellProps extends LineSlots {
  line?: DiffLine;
  side: DiffSideName;
  tone: string;
  part: string;
  chosen: LineTarget | null;
  middle?: boolean;
}

function Cell({ line, side, tone, part, middle, ...slots }: CellProps) {
  const mid = middle && "diff-middle";
  if (!line)
    return (
      <>
        <td className={cn("diff-number diff-absent", mid)} />
        <td className="diff-sign diff-absent" />
        <td className="diff-absent" />
      </>
    );
  return (
    <>
      <Numbered line={line.line} {...{ side, tone, part, middle }} {...slots} />
      <Sign tone={tone} side={side} part={part} line={line.line} {...slots} />
      <td className={tone}>
        <LineText line={line} mark={side === "to" ? "ins" : "del"} />
      </td>
    </>
  );
}

interface SignProps extends LineSlots {
  tone: string;
  side: DiffSideName;
  part: string;
  line: number;
}

function Sign({ tone, side, part, line, onComment }: SignProps) {
  const sign = tone === "diff-added" ? "+" : tone === "diff-removed" ? "−" : "";
  if (!onComment) return <td className={cn("diff-sign", tone)}>{sign}</td>;
  return (
    <td className={cn("diff-sign relative", tone)}>
      {sign}
      <button
        type="button"
        aria-label={`Comment on ${side === "to" ? "new" : "old"} line ${line}`}
        data-comment=""
        data-side={side}
        data-line={line}
        className="absolute inset-0 grid cursor-pointer place-items-center bg-accent-bg text-accent opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
        onClick={() => onComment(side, part, line)}
      >
        <MessageSquarePlus aria-hidden="true" className="size-3" />
      </button>
    </td>
  );
}

interface ThreadsProps extends LineSlots {
  from?: number;
  to?: number;
  part: string;
  columns: number;
}

function Threads({ from, to, part, columns, threadSlot }: ThreadsProps) {
  if (!threadSlot) return null;
  const before = from === undefined ? null : threadSlot("from", part, from);
  const after = to === undefined ? null : threadSlot("to", part, to);
  if (!before && !after) return null;
  return (
    <tr className="diff-thread">
      <td colSpan={columns}>
        {before}
        {after}
      </td>
    </tr>
  );
}
