"use client";
import { ChevronDown, ChevronRight, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { IconButton } from "@/components/ui/controls/icon-button";
import { messageHeadClass } from "@/components/ui/text/message-class";
import { formatCount } from "@/lib/format-number";
import type { PartFold } from "./version-diff-parts";

interface VersionDiffSectionProps {
  id: string;
  title: ReactNode;
  /** Read out instead of the title. */
  name: string;
  change?: ReactNode;
  end?: ReactNode;
  open: boolean;
  fold: PartFold;
  /** A difference that has no lines of its own is a stop for `[` and `]`. */
  isStop?: boolean;
  children: ReactNode;
}

/** One part: a head that folds it, says what happened and gives its address. */
export function VersionDiffSection(props: VersionDiffSectionProps) {
  const { id, title, name, change, end, open, fold, isStop, children } = props;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section
      id={id}
      aria-label={name}
      data-part={id}
      data-difference={isStop || undefined}
      className="min-w-0 scroll-mt-14 overflow-hidden rounded border data-[current]:border-accent"
    >
      <header className={cn(messageHeadClass({ folded: !open }), "pr-1")}>
        <button
          type="button"
          className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 text-left"
          aria-expanded={open}
          onClick={() => fold.onOpenChange(!open)}
        >
          <Chevron aria-hidden="true" className="size-3.5 flex-none" />
          {title}
          {change}
        </button>
        <span className="ml-auto flex-none tabular-nums">{end}</span>
        {fold.onViewedChange && (
          <Checkbox
            size="sm"
            className="ml-2 flex-none"
            label="Viewed"
            aria-label={`Viewed ${name}`}
            checked={fold.isViewed ?? false}
            onChange={(event) => fold.onViewedChange?.(event.target.checked)}
          />
        )}
        <IconButton
          label={`Copy link to ${name}`}
          icon={<Link2 className="size-3.5" />}
          onClick={() => copyLink(id)}
        />
      </header>
      {open && children}
    </section>
  );
}

function copyLink(id: string) {
  const url = new URL(window.location.href);
  url.hash = id;
  window.history.replaceState(window.history.state, "", url);
  void navigator.clipboard?.writeText(url.href);
}

/** `+4 −3`, with a real minus; a side without lines is left out. */
export function LineCounts({ added, removed }: { added: number; removed: number }) {
  return (
    <>
      {added > 0 && <span className="text-pass">+{formatCount(added)}</span>}
      {added > 0 && removed > 0 && " "}
      {removed > 0 && <span className="text-fail">−{formatCount(removed)}</span>}
    </>
  );
}
