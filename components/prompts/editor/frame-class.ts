import { cva } from "class-variance-authority";

/** The editor fills the frame: panes scroll, the page does not. On a narrow screen they stand below each other. */
export const frameClass =
  "grid h-[calc(100dvh-var(--topbar))] grid-cols-[minmax(0,1fr)_284px] grid-rows-[auto_auto_minmax(0,1fr)_auto] max-lg:h-auto max-lg:grid-cols-1 max-lg:grid-rows-[auto]";

export const barClass =
  "col-span-full flex min-h-12 items-center gap-2 border-b px-(--gutter) max-lg:flex-wrap max-lg:py-2";

export const notesClass = "col-span-full not-empty:border-b not-empty:px-(--gutter) not-empty:py-3";

/** A list of parts in it sticks to this pane, not below the page's bars. */
export const messagesClass =
  "col-start-1 flex flex-col gap-2 overflow-auto pt-3 pr-4 pb-2 pl-(--gutter) max-lg:row-auto [&_nav]:top-0 [&_nav]:max-h-full";

export const sideClass =
  "col-start-2 row-[3/5] overflow-auto border-l px-4 py-3 max-lg:col-start-1 max-lg:row-auto max-lg:border-t max-lg:border-l-0";

export const messageClass =
  "relative flex-none rounded border bg-surface focus-within:border-accent";

export const tryClass = cva(
  "col-start-1 grid min-h-0 grid-cols-2 grid-rows-[40px_auto_minmax(0,1fr)] border-border-strong border-t max-lg:row-auto max-lg:h-auto max-lg:grid-cols-1 max-lg:grid-rows-[auto]",
  {
    variants: { closed: { true: "h-[41px]", false: "h-66" } },
    defaultVariants: { closed: false },
  },
);

export const tryHeadClass =
  "col-span-full flex min-w-0 items-center gap-2.5 border-b pr-4 pl-(--gutter) text-13";
