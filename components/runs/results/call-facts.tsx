import { describeCost } from "@/components/runs/run-words";
import { formatCountOf, formatMs, formatTokens } from "@/lib/format-number";
import type { Result } from "@/lib/runs/results/result-contract";

/** What the call took: time, tokens, money, retries, and the provider's own name for it. */
export function CallFacts({ result }: { result: Result }) {
  const { tokens, retries, firstTokenMs, finishReason, requestId } = result;
  const cached = tokens.cachedInput ? `, ${formatTokens(tokens.cachedInput)} cached` : "";
  const reasoning = tokens.reasoning ? `, ${formatTokens(tokens.reasoning)} reasoning` : "";
  const facts = [
    result.latencyMs === null
      ? null
      : result.latencyMs < 1
        ? "under 1 ms"
        : formatMs(result.latencyMs),
    firstTokenMs === null ? null : `first token ${formatMs(firstTokenMs)}`,
    tokens.input === null
      ? null
      : `${formatTokens(tokens.input)} in${cached}, ${formatTokens(tokens.output)} out${reasoning}`,
    result.output === null
      ? null
      : `${result.costUsd === null ? "cost " : ""}${describeCost(result)}`,
    retries > 0 ? formatCountOf(retries, "retry", "retries") : null,
    finishReason && finishReason !== "stop" ? `ended by ${finishReason}` : null,
    requestId ? `request ${requestId}` : null,
  ].filter(Boolean);
  return (
    <span className="tabular-nums font-normal text-12 text-text-3 wrap-anywhere">
      {facts.join(" · ")}
    </span>
  );
}
