/** The editor fills the frame: its panes scroll, the page does not. On a narrow screen they stand below each other. */
export const frameClass =
  "grid h-[calc(100dvh-var(--topbar))] grid-cols-[minmax(0,1fr)_372px] grid-rows-[auto_auto_minmax(0,1fr)] max-lg:h-auto max-lg:grid-cols-1 max-lg:grid-rows-[auto]";

export const stepsClass =
  "overflow-auto pt-3.5 pr-5 pb-8 pl-(--gutter) max-lg:row-auto max-lg:pr-(--gutter)";

export const tryClass = "min-w-0 overflow-auto border-l max-lg:border-t max-lg:border-l-0";

export const tryHeadClass = "flex min-h-12 flex-wrap items-center gap-2 border-b px-4 py-1.5";
