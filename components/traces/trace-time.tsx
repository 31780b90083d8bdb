import { formatUtc } from "@/components/ui/format-time";

const DAY_MS = 86_400_000;

/** The time of day, with the date when it is not today; in UTC as filters and charts beside it. */
export function TraceTime({ value }: { value: string }) {
  return (
    <time
      dateTime={value}
      title={formatUtc(value)}
      className="tnum nowrap"
      // Midnight may lie between the server's text and the browser's.
      suppressHydrationWarning
    >
      {clock(value, Date.now())}
    </time>
  );
}

/** `14:19:41` today, `18 Nov 14:19` before. */
export function clock(iso: string, now: number): string {
  const at = Date.parse(iso);
  const isToday = Math.floor(at / DAY_MS) === Math.floor(now / DAY_MS);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
    ...(isToday ? { second: "2-digit" } : { day: "numeric", month: "short" }),
  })
    .format(at)
    .replace(",", "");
}
