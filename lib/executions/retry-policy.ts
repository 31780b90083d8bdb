import type { ProviderError } from "@/lib/providers/provider-error";

/** How long somebody puts up with a provider that does not answer. */
export interface Patience {
  attempts: number;
  /** For all waits together; null: as long as the attempts take. */
  waitMs: number | null;
}

/** Of work that nobody watches. */
export const longPatience: Patience = { attempts: 6, waitMs: null };
/** Of a person in front of the screen, and of work that comes back later. */
export const shortPatience: Patience = { attempts: 3, waitMs: 5_000 };

export const FIRST_WAIT_MS = 500;
export const LONGEST_BACKOFF_MS = 60_000;
/** A provider that asks for more than this is out for the day: better an error that says so. */
export const LONGEST_RETRY_AFTER_MS = 300_000;

export type RetryDecision =
  | { retry: true; waitMs: number }
  | { retry: false; because: "not_retryable" | "out_of_attempts" | "out_of_time" };

/**
 * What to do after a failed attempt. Back-off doubles from half a second to a minute, half of it
 * jittered, so that calls which failed together do not come back together. A `Retry-After` is the
 * least we wait; the jitter goes on top.
 * @param attempt 1 when the first call has failed
 * @param patience what is left of it: all attempts that the caller makes, and how long it still waits
 * @param random gives [0, 1); pass a seeded one to repeat a run exactly
 */
export function nextAttempt(
  attempt: number,
  error: Pick<ProviderError, "retryable" | "retryAfterMs">,
  { attempts, waitMs: remainingMs }: Patience,
  random: () => number,
): RetryDecision {
  if (!error.retryable) return { retry: false, because: "not_retryable" };
  if (attempt >= attempts) return { retry: false, because: "out_of_attempts" };
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const jitterMs = random() * (backoffMs / 2);
  const waitMs =
    error.retryAfterMs === null ? backoffMs / 2 + jitterMs : error.retryAfterMs + jitterMs / 4;
  if ((error.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) {
    return { retry: false, because: "out_of_time" };
  }
  if (remainingMs !== null && waitMs >= remainingMs)
    return { retry: false, because: "out_of_time" };
  return { retry: true, waitMs: Math.round(waitMs) };
}
