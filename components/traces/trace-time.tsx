import { formatClock, formatUtc } from "@/lib/format-time";

/** The time of day, with the date when it is not today. */
export function TraceTime({ value }: { value: string }) {
  return (
    <time
      dateTime={value}
      title={formatUtc(value)}
      className="tabular-nums whitespace-nowrap"
      // Midnight may lie between the server's text and the browser's.
      suppressHydrationWarning
    >
      {formatClock(value, Date.now())}
    </time>
  );
}
