const DELAYS_SECONDS = [10, 60, 300, 1800, 7200, 18_000, 28_800, 28_800] as const;

/** Seconds to wait after the given number of failed tries (from 1); null: give up, after about 24 hours. */
export function retryDelaySeconds(attempts: number): number | null {
  return DELAYS_SECONDS[attempts - 1] ?? null;
}
