import { parseWeek, type WeekSpan, weekOf } from "@/lib/trace-reviews/iso-week";

const WEEK_MS = 7 * 86_400_000;

/** The week so many weeks later, or earlier. */
export function shiftWeek({ from }: WeekSpan, by: number): WeekSpan {
  return weekOf(new Date(from.getTime() + by * WEEK_MS));
}

export { parseWeek, type WeekSpan, weekOf };
