import { cn } from "@/components/ui/cn";

/** Queue, trace, verdict: each column scrolls, so that the verdict stays in reach. */
export const reviewClass =
  "grid h-[calc(100dvh-var(--topbar))] grid-cols-[216px_minmax(0,1fr)_312px] grid-rows-[auto_minmax(0,1fr)] max-lg:h-auto max-lg:grid-cols-1 max-lg:grid-rows-none";

export const reviewHeadClass =
  "col-span-full grid grid-cols-[auto_minmax(160px,1fr)_auto] items-center gap-6 border-b px-(--gutter) py-2.5 max-lg:grid-cols-1 max-lg:gap-2";

export const queueClass = "overflow-auto border-r pb-4 text-12/5 max-lg:hidden";

export const traceClass =
  "grid min-w-0 auto-rows-max content-start gap-3.5 overflow-auto px-5 pt-3.5 pb-6";

export const verdictClass =
  "grid auto-rows-max content-start gap-3.5 overflow-auto border-l px-4 pt-3.5 pb-6 max-lg:border-t max-lg:border-l-0";

/** One of several that a key chooses too. */
export const keyClass = cn(
  "flex min-h-8 items-center gap-2 rounded border bg-surface px-2 text-left text-13 text-text hover:bg-hover",
  "chosen:border-accent-border chosen:bg-accent-bg chosen:font-medium enabled:chosen:text-accent",
  "disabled:cursor-not-allowed disabled:text-text-3",
);

export const keyCountClass =
  "ml-auto text-[12px] font-normal whitespace-nowrap text-text-3 tabular-nums";

/** What a rule or a reader has marked in a text. */
export const markedClass =
  "bg-inconclusive-bg text-inherit shadow-[inset_0_-1px_0_var(--inconclusive-mark)]";
