import "server-only";
import type { Provider } from "@/lib/providers/provider";
import { isProviderError, ProviderError } from "@/lib/providers/provider-error";
import { pause } from "./pause";
import { estimateTokens, type RateLimits } from "./rate-limits";
import { holdCalls, reserveCall, settleTokens } from "./reserve-call";

type Calls = Pick<Provider, "complete">;

/** Makes each call wait for its turn. The wait is no part of the answer's latency, nor of its time-out. */
export function withRateLimits(provider: Calls, connectionId: string, limits: RateLimits): Calls {
  if (limits.requestsPerMinute === null && limits.tokensPerMinute === null) return provider;
  return {
    async complete(request, options) {
      const estimate = estimateTokens(request);
      const { waitMs } = await reserveCall(connectionId, limits, estimate);
      if (waitMs > 0) await pause(waitMs, options.signal);
      if (options.signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
      try {
        const response = await provider.complete(request, options);
        const { inputTokens, outputTokens } = response.usage;
        const tokens = (inputTokens ?? estimate) + (outputTokens ?? 0);
        await settleTokens(connectionId, limits, tokens - estimate);
        return response;
      } catch (error) {
        if (isProviderError(error) && error.reason === "rate_limited" && error.retryAfterMs) {
          await holdCalls(connectionId, error.retryAfterMs);
        }
        throw error;
      }
    },
  };
}
