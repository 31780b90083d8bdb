const DAY_MS = 86_400_000;

export interface WeekSpan {
  /** "2026-W47": the ISO week, by which its Thursday decides the year. */
  week: string;
  /** Monday 00:00 UTC, and the Monday after. */
  from: Date;
  to: Date;
}

/** The ISO 8601 week that a moment is in, in UTC. */
export function weekOf(moment: Date): WeekSpan {
  const day = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  const from = day - ((moment.getUTCDay() + 6) % 7) * DAY_MS;
  const thursday = new Date(from + 3 * DAY_MS);
  const firstOfYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.floor((thursday.getTime() - firstOfYear) / (7 * DAY_MS)) + 1;
  return {
    week: `${thursday.getUTCFullYear()}-W${String(number).padStart(2, "0")}`,
    from: new Date(from),
    to: new Date(from + 7 * DAY_MS),
  };
}

/** null: there is no such week. */
export function parseWeek(text: string): WeekSpan | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return null;
  // 4 January is always in week 1.
  const first = weekOf(new Date(Date.UTC(Number(match[1]), 0, 4)));
  const span = weekOf(new Date(first.from.getTime() + (Number(match[2]) - 1) * 7 * DAY_MS));
  return span.week === text ? span : null;
}
