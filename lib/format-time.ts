/**
 * Times as Galley writes them: always in UTC, as ranges, bins and axes are, so that a point and the chart beside
 * it never differ, and colleagues who compare notes read the same hour. The frame of each page says so once.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Time = string | number | Date;

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  hourCycle: "h23",
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const MONTH = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long" });

function partsOf(time: Time) {
  const at = new Date(time);
  const parts = Object.fromEntries(PARTS.formatToParts(at).map(({ type, value }) => [type, value]));
  // en-GB abbreviates September with four letters.
  const date = `${parts.day} ${parts.month?.slice(0, 3)}`;
  const minute = `${parts.hour}:${parts.minute}`;
  return { date, minute, second: `${minute}:${parts.second}`, year: parts.year ?? "" };
}

/** Relative under a day (`just now`, `4 min ago`, `in 3 h`), then dated: `18 Nov 17:05`, with the year when it is another. */
export function formatWhen(iso: string, now: number): string {
  const at = Date.parse(iso);
  const distance = now - at;
  const size = Math.abs(distance);
  if (size >= DAY) {
    const { date, minute, year } = partsOf(at);
    return year === partsOf(now).year ? `${date} ${minute}` : `${date} ${year}`;
  }
  if (size < MINUTE) return distance >= 0 ? "just now" : "in a moment";
  const amount = size < HOUR ? `${Math.floor(size / MINUTE)} min` : `${Math.floor(size / HOUR)} h`;
  return distance >= 0 ? `${amount} ago` : `in ${amount}`;
}

/** `14:19:41` today, `18 Nov 14:19` before. */
export function formatClock(time: Time, now: number): string {
  const { date, minute, second } = partsOf(time);
  const isToday = Math.floor(new Date(time).getTime() / DAY) === Math.floor(now / DAY);
  return isToday ? second : `${date} ${minute}`;
}

/** `20 Nov 06:00` */
export function formatMoment(time: Time): string {
  const { date, minute } = partsOf(time);
  return `${date} ${minute}`;
}

/** On an axis: `20 Nov` at midnight, else `06:00`. */
export function formatTick(time: Time): string {
  const { date, minute } = partsOf(time);
  return new Date(time).getTime() % DAY === 0 ? date : minute;
}

/** `18 November` */
export function formatDay(time: Time): string {
  const at = new Date(time);
  return `${at.getUTCDate()} ${MONTH.format(at)}`;
}

/**
 * "16–22 November", "28 September–4 October", "28 December 2026–3 January 2027": the first day, and the last
 * one before `to`.
 */
export function formatDays(from: Time, to: Time): string {
  const [first, last] = [new Date(from), new Date(new Date(to).getTime() - 1)];
  const [begin, end] = [first.getUTCFullYear(), last.getUTCFullYear()];
  if (begin !== end) return `${formatDay(first)} ${begin}–${formatDay(last)} ${end}`;
  return first.getUTCMonth() === last.getUTCMonth()
    ? `${first.getUTCDate()}–${formatDay(last)}`
    : `${formatDay(first)}–${formatDay(last)}`;
}

/** For texts that leave the app: `3 Nov 2026, 14:02 UTC`. */
export function formatDated(time: Time): string {
  const { date, minute, year } = partsOf(time);
  return `${date} ${year}, ${minute} UTC`;
}

/** `2026-11-18 17:05:09 UTC` */
export function formatUtc(time: Time): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
