import { formatTick } from "@/lib/format-time";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  HOUR_MS / 12,
  HOUR_MS / 4,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  90 * DAY_MS,
  365 * DAY_MS,
];
const MOST_TICKS = 6;
/** The last of them would run into the end of the axis. */
const ROOM = 0.93;

/** Round moments between two others, with their share of the way. */
export function ticksBetween(from: string, to: string): { label: string; share: number }[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const length = end - begin;
  if (!(length > 0)) return [];
  const step = STEPS_MS.find((each) => length / each <= MOST_TICKS) ?? length / MOST_TICKS;
  const first = Math.ceil(begin / step) * step;
  const ticks: { label: string; share: number }[] = [];
  for (let at = first; at < end; at += step) {
    const share = (at - begin) / length;
    if (share <= ROOM) ticks.push({ label: formatTick(at), share });
  }
  return ticks;
}
