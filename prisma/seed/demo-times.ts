const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When the demo's story happened, for one that is seeded at a given time. All in UTC. */
export interface DemoTimes {
  now: Date;
  /** From here on there are traces. */
  trafficFrom: Date;
  /** v3 goes live, and is taken back the next morning. */
  badRelease: Date;
  rollback: Date;
  /** The model's provider is slow. */
  slow: { from: Date; to: Date };
}

const WORKDAYS = [1, 2, 3, 4, 5];

/** The last day at least so many days back that is one of these weekdays (0 is Sunday), at an hour of it. */
function dayBefore(now: Date, back: number, weekdays: readonly number[], hour: number): Date {
  const midnight = Math.floor((now.getTime() - back * DAY_MS) / DAY_MS) * DAY_MS;
  const days = [0, 1, 2, 3, 4, 5, 6].map((more) => new Date(midnight - more * DAY_MS));
  const day = days.find((date) => weekdays.includes(date.getUTCDay()));
  return new Date((day?.getTime() ?? midnight) + hour * HOUR_MS);
}

export function demoTimes(now: Date): DemoTimes {
  const badRelease = dayBefore(now, 5, [2, 3, 4], 9.35);
  const slowFrom = dayBefore(now, 2, WORKDAYS, 13.2);
  return {
    now,
    trafficFrom: new Date(now.getTime() - 14 * DAY_MS),
    badRelease,
    rollback: new Date(badRelease.getTime() + 25.5 * HOUR_MS),
    slow: { from: slowFrom, to: new Date(slowFrom.getTime() + 3.4 * HOUR_MS) },
  };
}

/** So many days before the demo is seeded the project was made. */
const AGE_DAYS = 31;

/** When a demo was seeded whose project was made then; seeding that was cut short goes on with its own story. */
export const seededAt = (projectMade: Date): Date =>
  new Date(projectMade.getTime() + AGE_DAYS * DAY_MS);

export const projectMadeAt = ({ now }: DemoTimes): Date =>
  new Date(now.getTime() - AGE_DAYS * DAY_MS);

/** An hour of the working day so many working days before today: what is told in order stays in order. */
export function workingHour({ now }: DemoTimes, workingDaysBack: number, hour: number): Date {
  let day = now;
  for (let back = 0; back < workingDaysBack; back += 1) day = dayBefore(day, 1, WORKDAYS, 0);
  return hoursAfter(day, hour);
}

export const hoursAfter = (at: Date, hours: number): Date =>
  new Date(at.getTime() + hours * HOUR_MS);
