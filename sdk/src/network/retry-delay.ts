/** Network failures (no status), time-outs, too many requests and errors of the server. */
export function isRetryable(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

/**
 * Milliseconds before the next attempt: up to 0.5 s, 1 s, 2 s and so on, with full jitter, so that many clients do not come
 * back at once; never sooner than the server asked.
 * @param attempt counted from 0
 * @param random from 0 to 1
 */
export function retryDelayMs(attempt: number, random: number, retryAfterMs = 0): number {
  return Math.max(retryAfterMs, random * 500 * 2 ** attempt);
}

/** Seconds, or a date, as HTTP has them; undefined when it says neither. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Up to 1 s, 2 s, 4 s … 30 s after `failures` failures in a row, at least a tenth of that. */
export function reconnectDelayMs(failures: number, random: number): number {
  const most = Math.min(30_000, 1_000 * 2 ** Math.max(0, failures - 1));
  return Math.max(most / 10, random * most);
}
