import "server-only";
import type { CompleteOptions, Provider } from "@/lib/providers/provider";
import { isProviderError, ProviderError } from "@/lib/providers/provider-error";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import { pause } from "./pause";
import { estimateTokens, estimateTokensOf, type RateLimits } from "./rate-limits";
import { holdCalls, reserveCall, settleTokens } from "./reserve-call";

type Calls = Pick<Provider, "complete" | "embed">;

/** Makes each call wait for its turn. The wait is no part of the answer's latency, nor of its time-out. */
export function withRateLimits(provider: Calls, connectionId: string, limits: RateLimits): Calls {
  if (limits.requestsPerMinute === null && limits.tokensPerMinute === null) return provider;
  const takeTurn = async <Response extends { usage: Usage }>(
    estimate: number,
    { signal }: Pick<CompleteOptions, "signal">,
    call: () => Promise<Response>,
  ): Promise<Response> => {
    const { waitMs } = await reserveCall(connectionId, limits, estimate);
    if (waitMs > 0) await pause(waitMs, signal);
    if (signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
    try {
      const response = await call();
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
  };
  const { embed } = provider;
  return {
    complete: (request, options) =>
      takeTurn(estimateTokens(request), options, () => provider.complete(request, options)),
    ...(embed && {
      embed: (request, options) =>
        takeTurn(estimateTokensOf(request.texts), options, () => embed(request, options)),
    }),
  };
}
