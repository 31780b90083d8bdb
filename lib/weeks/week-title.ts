import { parseWeek, type WeekSpan, weekOf } from "@/lib/trace-reviews/iso-week";

const WEEK_MS = 7 * 86_400_000;

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "16–22 November", "28 September–4 October", "28 December 2026–3 January 2027". */
export function weekTitle({ from, to }: Pick<WeekSpan, "from" | "to">): string {
  const last = new Date(to.getTime() - 1);
  const month = (date: Date) => MONTHS[date.getUTCMonth()];
  const [first, end] = [from.getUTCDate(), last.getUTCDate()];
  if (from.getUTCFullYear() !== last.getUTCFullYear()) {
    return `${first} ${month(from)} ${from.getUTCFullYear()}–${end} ${month(last)} ${last.getUTCFullYear()}`;
  }
  if (from.getUTCMonth() === last.getUTCMonth()) return `${first}–${end} ${month(last)}`;
  return `${first} ${month(from)}–${end} ${month(last)}`;
}

/** The week so many weeks later, or earlier. */
export function shiftWeek({ from }: WeekSpan, by: number): WeekSpan {
  return weekOf(new Date(from.getTime() + by * WEEK_MS));
}

export { parseWeek, type WeekSpan, weekOf };
