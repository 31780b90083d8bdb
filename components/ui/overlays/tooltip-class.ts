export const tooltipClass =
  "max-w-70 rounded bg-text px-2 py-1.5 text-12 text-surface tabular-nums shadow";
