const HOURS = 24;

/**
 * What may have been spent of a day's budget by now, UTC: its part of the hours that have begun. Spent as fast as
 * traces come, it would be gone by morning, and nobody would know of the evening.
 */
export function dayAllowance(budgetUsd: number, now: Date): number {
  return (budgetUsd * (now.getUTCHours() + 1)) / HOURS;
}
