const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Relative under a day (`just now`, `4 min ago`, `in 3 h`), then dated: `18 Nov 17:05`, with the year when it is another. */
export function formatWhen(iso: string, now: number, timeZone?: string): string {
  const at = Date.parse(iso);
  const distance = now - at;
  const size = Math.abs(distance);
  if (size >= DAY) return formatDated(at, now, timeZone);
  if (size < MINUTE) return distance >= 0 ? "just now" : "in a moment";
  const amount = size < HOUR ? `${Math.floor(size / MINUTE)} min` : `${Math.floor(size / HOUR)} h`;
  return distance >= 0 ? `${amount} ago` : `in ${amount}`;
}

function formatDated(at: number, now: number, timeZone?: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  // en-GB abbreviates September with four letters.
  const date = `${parts.day} ${parts.month?.slice(0, 3)}`;
  const year = new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(now);
  return parts.year === year ? `${date} ${parts.hour}:${parts.minute}` : `${date} ${parts.year}`;
}

/** `2026-11-18 17:05:09 UTC` */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
