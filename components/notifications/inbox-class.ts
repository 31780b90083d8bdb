export const inboxRowClass = "relative border-b";

export const inboxLineClass =
  "grid grid-cols-[6px_20px_minmax(0,1fr)] gap-2 py-[9px] pr-4 pl-2.5 focus-visible:-outline-offset-2 [a&]:hover:bg-hover";
