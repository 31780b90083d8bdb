import { invalid } from "@/lib/http/app-error";
import { MAX_POINTS, MAX_RANGE_DAYS, type MetricFilters, RANGES } from "./contract";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Hours up to here are read by the hour, unless asked otherwise. */
const HOURLY_UP_TO = 8 * DAY_HOURS;
const CHART_POINTS = 90;
const STEPS = [1, 2, 3, 4, 6, 8, 12, 24];

type RangeFilter = Pick<MetricFilters, "range" | "from" | "to">;

/** Hours that begin in [from, to); `before` is as long and ends where this begins. */
export interface TimeRange {
  from: Date;
  to: Date;
  before: { from: Date; to: Date };
  hours: number;
}

/** Whole hours, UTC, from a multiple of `stepHours` on. Throws 422 for a range that is no range or too long. */
export function resolveRange(
  { range = "7d", from, to }: RangeFilter,
  now: Date,
  stepHours = 1,
): TimeRange {
  const step = stepHours * HOUR_MS;
  const end = to ? Date.parse(to) : now.getTime();
  const startMs = from ? Date.parse(from) : end - RANGES[range] * HOUR_MS;
  if (startMs >= end) throw invalid("from", "The range begins after it ends.");
  if (end - startMs > MAX_RANGE_DAYS * DAY_HOURS * HOUR_MS) {
    throw invalid("from", `A range is at most ${MAX_RANGE_DAYS} days long.`);
  }
  const start = floorToStep(startMs, stepHours);
  const length = Math.ceil((end - start) / step) * step;
  return {
    from: new Date(start),
    to: new Date(start + length),
    before: { from: new Date(start - length), to: new Date(start) },
    hours: length / HOUR_MS,
  };
}

/** Rollups are added up in steps from here on, so that steps of some days begin where the database has them begin. */
const STEPS_FROM = Date.UTC(2000, 0, 1);

/** The start of the step that a time lies in. */
export function floorToStep(at: number, stepHours: number): number {
  const step = stepHours * HOUR_MS;
  return STEPS_FROM + Math.floor((at - STEPS_FROM) / step) * step;
}

/** The interval of a series: as asked, if that is not too many points. */
export function resolveInterval(
  times: RangeFilter,
  requested: "hour" | "day" | undefined,
  now: Date,
): { interval: "hour" | "day"; range: TimeRange } {
  const hourly = resolveRange(times, now);
  const interval = requested ?? (hourly.hours <= HOURLY_UP_TO ? "hour" : "day");
  if (interval === "day") return { interval, range: resolveRange(times, now, DAY_HOURS) };
  if (hourly.hours <= MAX_POINTS) return { interval, range: hourly };
  throw invalid(
    "interval",
    `${hourly.hours} hours are more than ${MAX_POINTS} points. Ask for days or a shorter range.`,
  );
}

/** How many hours make one point, so that a chart has about 90 of them. */
export function chartStep(hours: number): number {
  const step = STEPS.find((one) => hours / one <= CHART_POINTS);
  return step ?? Math.ceil(hours / CHART_POINTS / DAY_HOURS) * DAY_HOURS;
}

const USUAL_IN_A_STEP = 10;
const LEAST_POINTS = 12;

/** A longer step where few requests would make each point a matter of chance; a chart keeps its shape. */
export function stepForCount(stepHours: number, hours: number, requests: number): number {
  const steps = STEPS.filter((one) => one >= stepHours && hours / one >= LEAST_POINTS);
  const isEnough = (one: number) => (requests * one) / hours >= USUAL_IN_A_STEP;
  return steps.find(isEnough) ?? steps.at(-1) ?? stepHours;
}
