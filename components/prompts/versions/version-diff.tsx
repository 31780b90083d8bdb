"use client";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { jumpToDifference, useCurrentPart, useLineTarget } from "./use-diff-position";
import { useLineSelection } from "./use-line-selection";
import { VersionDiffDetails } from "./version-diff-details";
import { messageSides, type TokenCounts, VersionDiffMessage } from "./version-diff-message";
import {
  type DiffContent,
  type DiffPart,
  diffParts,
  foldedParts,
  isWithin,
  type LineRange,
  type LineTarget,
  type PartFold,
  type ViewedParts,
} from "./version-diff-parts";
import type { DiffSideName, ThreadSlots } from "./version-diff-rows";
import { VersionDiffToc } from "./version-diff-toc";

export interface VersionDiffProps extends ThreadSlots {
  /** Offers to comment on a line, or on the lines that were chosen. */
  onComment?: (lines: LineRange) => void;
  diff: PromptDiff;
  from: DiffContent;
  to: DiffContent;
  view: "split" | "inline";
  /** Tokens by message, in each version's own order. */
  tokens?: TokenCounts;
  /** What the change did, beside what it is. */
  aside?: ReactNode;
  /** Lets the reader mark parts as viewed. */
  viewed?: ViewedParts;
  /** Headings of the two sides; `v6` and `v8` without. */
  fromLabel?: string;
  toLabel?: string;
}

const NONE: ReadonlySet<string> = new Set();
const NO_FOLDS: Readonly<Record<string, boolean>> = {};

/** Two versions (or a version and a draft) part by part. Read-only; `[` and `]` go from difference to difference. */
export function VersionDiff(props: VersionDiffProps) {
  const { diff, from, to, view, tokens, aside, threadSlot, threads, viewed } = props;
  const { fromLabel = sideLabel(diff.from), toLabel = sideLabel(diff.to) } = props;
  const root = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => diffParts(diff), [diff]);
  const target = useLineTarget(root);
  const current = useCurrentPart(root, parts);
  const jump = (step: 1 | -1) => root.current && jumpToDifference(root.current, step);
  useShortcuts([
    { keys: "]", label: "Next difference", group: "Diff", run: () => jump(1) },
    { keys: "[", label: "Previous difference", group: "Diff", run: () => jump(-1) },
  ]);
  const { targetOf, handlers, onComment } = useLineComments(target, props.onComment);
  const [showsAll, setShowsAll] = useState(false);
  const hidden = showsAll ? NONE : foldedParts(parts, { target, threads });
  const visibleParts = parts.filter(({ id }) => !hidden.has(id));
  const { foldOf, isCollapsed, toggleAll } = useFolds(visibleParts, viewed);
  const propsOf = (part: DiffPart) => ({
    ...{ part, view, threadSlot, threads, onComment },
    target: targetOf(part.id),
    fold: foldOf(part),
  });
  const messages = parts.map((part) => {
    const message = part.index === undefined ? undefined : diff.messages[part.index];
    if (!message) return null;
    if (hidden.has(part.id)) {
      return part.id === [...hidden][0] ? (
        <ShowHidden key={part.id} count={hidden.size} onShow={() => setShowsAll(true)} />
      ) : null;
    }
    const sides = messageSides(message, { from, to, tokens });
    return <VersionDiffMessage key={part.id} {...propsOf(part)} {...sides} message={message} />;
  });
  const details = (kinds: readonly string[]) =>
    parts
      .filter((part) => kinds.includes(part.kind))
      .map((part) => (
        <VersionDiffDetails
          key={part.id}
          {...propsOf(part)}
          {...{ diff, from, to, fromLabel, toLabel }}
        />
      ));
  return (
    <div
      ref={root}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[168px_minmax(0,1fr)]"
    >
      <VersionDiffToc
        parts={visibleParts}
        current={current}
        viewed={viewed?.parts}
        end={
          <Button size="sm" variant="ghost" className="flex-none self-start" onClick={toggleAll}>
            {isCollapsed ? "Expand all" : "Collapse all"}
          </Button>
        }
      >
        {aside}
      </VersionDiffToc>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3" {...handlers}>
        {messages}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 xl:grid-cols-2">
          {details(["settings", "tools"])}
        </div>
        {details(["schema", "retrieval"])}
      </div>
    </div>
  );
}

/** Which lines are chosen, and what a comment on one of them is about. */
function useLineComments(target: LineTarget | null, onComment: VersionDiffProps["onComment"]) {
  const { chosen, handlers } = useLineSelection(target, (lines) => onComment?.(lines));
  const commentOn = (side: DiffSideName, part: string, line: number) => {
    const isChosen = chosen?.part === part && isWithin(chosen, side, line);
    onComment?.({ line, lastLine: line, ...(isChosen && chosen), part, side });
  };
  return {
    handlers,
    targetOf: (part: string) => (chosen?.part === part ? chosen : null),
    onComment: onComment && commentOn,
  };
}

/** Which parts somebody opened or closed; a part that is marked as viewed closes. */
function useFolds(visibleParts: readonly DiffPart[], viewed: ViewedParts | undefined) {
  const [folds, setFolds] = useState(NO_FOLDS);
  const setOpen = (part: string, open: boolean) => setFolds((now) => ({ ...now, [part]: open }));
  const foldOf = ({ id, differs }: DiffPart): PartFold => ({
    chosen: folds[id],
    onOpenChange: (open) => setOpen(id, open),
    ...(viewed &&
      differs && {
        isViewed: viewed.parts.has(id),
        onViewedChange: (isViewed) => {
          viewed.onChange(id, isViewed);
          setOpen(id, !isViewed);
        },
      }),
  });
  const isCollapsed = visibleParts.every(({ id }) => folds[id] === false);
  const toggleAll = () =>
    setFolds(Object.fromEntries(visibleParts.map(({ id }) => [id, isCollapsed] as const)));
  return { foldOf, isCollapsed, toggleAll };
}

function ShowHidden({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <Button size="sm" className="justify-self-start" onClick={onShow}>
      Show {count} unchanged messages
    </Button>
  );
}

function sideLabel(number: number | null): string {
  return number === null ? "draft" : `v${number}`;
}
