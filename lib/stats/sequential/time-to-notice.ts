import type { UnitsToNotice } from "./units-to-notice";

/** Stages as planned: the candidate's share of new units, and how long at least. */
export type PlannedStage = { share: number; minutes: number };

/** Minutes from the start until half, or 95 of 100, of such rollouts are rolled back; null: not before the end. */
export type TimeToNotice = { medianMinutes: number | null; p95Minutes: number | null };

/**
 * How soon a harm would be noticed at a given traffic: for the preview of a rollout's plan. `unitsAt` gives the
 * candidate units that it takes at a share; what one stage has collected of them counts into the next. `delayMinutes`
 * is how long after its first request a unit enters. Null: never, at any traffic.
 */
export function timeToNotice(
  unitsAt: (share: number) => UnitsToNotice | null,
  { newUnitsPerHour, delayMinutes }: { newUnitsPerHour: number; delayMinutes: number },
  stages: readonly PlannedStage[],
): TimeToNotice | null {
  const bothArms = stages
    .filter(({ share }) => share > 0 && share < 1)
    .map(({ share, minutes }) => ({ share, minutes, units: unitsAt(share) }));
  if (bothArms.every(({ units }) => units === null)) return null;
  const end = bothArms.reduce((sum, { minutes }) => sum + minutes, 0);
  const untilEnd = (minutes: number) => (minutes <= end ? Math.ceil(minutes) : null);
  const minutesTo = (quantile: keyof UnitsToNotice): number | null => {
    let passed = 0;
    let progress = 0;
    for (const { share, minutes, units } of bothArms) {
      const perMinute = units && (share * newUnitsPerHour) / 60 / units[quantile];
      const minutesLeft = perMinute ? (1 - progress) / perMinute : Number.POSITIVE_INFINITY;
      if (minutesLeft <= minutes) return untilEnd(passed + minutesLeft + delayMinutes);
      progress += (perMinute ?? 0) * minutes;
      passed += minutes;
    }
    return null;
  };
  return { medianMinutes: minutesTo("median"), p95Minutes: minutesTo("p95") };
}
