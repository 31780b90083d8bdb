import type { ModelRequest, ModelResponse, Provider } from "@/lib/providers/provider";
import { isProviderError, ProviderError } from "@/lib/providers/provider-error";
import { nextAttempt } from "@/lib/providers/retry-policy";
import type { CallPace } from "./call-pace";

/** A reasoning model may think for minutes; after this it is a time-out, and tried again. */
export const CALL_TIMEOUT_MS = 300_000;

export type CallOutcome =
  | { ok: true; response: ModelResponse; retries: number }
  | { ok: false; error: ProviderError; retries: number };

export interface CallOptions {
  signal: AbortSignal;
  timeoutMs: number;
  pace: CallPace;
  /** Waits before the next attempt, without a place among the calls under way. */
  backOff: (waitMs: number) => Promise<void>;
}

/** Asks until there is an answer or no sense in asking again. Throws only what is our own mistake. */
export async function callModel(
  provider: Provider,
  request: ModelRequest,
  { signal, timeoutMs, pace, backOff }: CallOptions,
): Promise<CallOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await provider.complete(request, { signal, timeoutMs });
      pace.saw("answered");
      return { ok: true, response, retries: attempt - 1 };
    } catch (error) {
      if (!isProviderError(error)) throw error;
      pace.saw(error.reason === "rate_limited" ? "refused" : "answered");
      const next = nextAttempt(attempt, error, null, Math.random);
      if (!next.retry) return { ok: false, error, retries: attempt - 1 };
      // A wait that the provider asked for is kept; one that we chose goes by how often it refuses.
      const isOurs = error.reason === "rate_limited" && error.retryAfterMs === null;
      await backOff(isOurs ? next.waitMs * pace.backOffShare() : next.waitMs);
      if (signal.aborted) {
        const stopped = new ProviderError("cancelled", "The run was stopped.");
        return { ok: false, error: stopped, retries: attempt - 1 };
      }
    }
  }
}
