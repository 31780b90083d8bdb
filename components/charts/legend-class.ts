/** Names of a chart's lines, each a span with its mark. */
export const legendClass =
  "flex flex-wrap items-center gap-x-4 gap-y-1 text-[12px] text-text-2 *:inline-flex *:items-center *:gap-1.5";
