const HOUR_MS = 3_600_000;

/** Midnights (UTC), or every six hours of a day: few enough to be read. */
export function timeTicks({ from, to }: { from: string; to: string }): number[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const hours = (end - start) / HOUR_MS;
  const stepHours = hours <= 30 ? 6 : 24 * Math.ceil(hours / 24 / 8);
  const step = stepHours * HOUR_MS;
  const first = Math.ceil(start / step) * step;
  return Array.from(
    { length: Math.max(0, Math.ceil((end - first) / step)) },
    (_, index) => first + index * step,
  );
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** `20 Nov` at midnight, else `06:00`. */
export function formatTick(x: number): string {
  return x % (24 * HOUR_MS) === 0 ? DAY.format(x).replace("Sept", "Sep") : TIME.format(x);
}

/** `20 Nov 06:00 UTC` */
export function formatMoment(x: number): string {
  return `${DAY.format(x).replace("Sept", "Sep")} ${TIME.format(x)} UTC`;
}
