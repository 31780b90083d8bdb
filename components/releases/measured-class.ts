/** Sentences that were measured. */
export const measuredClass = "grid gap-1 text-13/6";

/** A figure in them: locked, whatever is written beside it. */
export const figureClass =
  "inset-ring inset-ring-border inline-flex max-w-full items-center gap-1 rounded-sm bg-subtle px-1.5 text-12/5 tabular-nums [&_svg]:size-[11px] [&_svg]:flex-none [&_svg]:text-text-3";
