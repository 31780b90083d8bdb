import { z } from "zod";

export const SplitCounts = z.object({ development: z.int(), holdout: z.int() });
export type SplitCounts = z.infer<typeof SplitCounts>;

export const LEAST_GROUP = 5;

/** A holdout group as whoever may not see its cases is told: nothing about 1 to 4 cases. */
export function tellHoldout(count: number, canSee: boolean): number | null {
  return canSee || count === 0 || count >= LEAST_GROUP ? count : null;
}
