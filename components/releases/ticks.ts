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

/** Round moments between two others, with their share of the way; in the reader's own time. */
export function ticksBetween(from: string, to: string): { label: string; share: number }[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const length = end - begin;
  if (!(length > 0)) return [];
  const step = STEPS_MS.find((each) => length / each <= MOST_TICKS) ?? length / MOST_TICKS;
  const zone = new Date(begin).getTimezoneOffset() * 60_000;
  const first = Math.ceil((begin - zone) / step) * step + zone;
  const ticks: { label: string; share: number }[] = [];
  for (let at = first; at < end; at += step) {
    const share = (at - begin) / length;
    if (share <= ROOM) ticks.push({ label: labelOf(at, step), share });
  }
  return ticks;
}

function labelOf(at: number, step: number): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(at);
  if (step >= DAY_MS) return day;
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
  return time === "00:00" ? day : time;
}
