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
