import { formatCountOf, formatMs, formatTokens, formatUsd } from "@/lib/format-number";
import type { Result } from "@/lib/runs/results/result-contract";

/** What the call took: time, tokens, money, retries, and the provider's own name for it. */
export function CallFacts({ result }: { result: Result }) {
  const { tokens, retries, firstTokenMs, finishReason, requestId } = result;
  const cached = tokens.cachedInput ? `, ${formatTokens(tokens.cachedInput)} cached` : "";
  const facts = [
    result.latencyMs === null
      ? null
      : result.latencyMs < 1
        ? "under 1 ms"
        : formatMs(result.latencyMs),
    firstTokenMs === null ? null : `first token ${formatMs(firstTokenMs)}`,
    tokens.input === null
      ? null
      : `${formatTokens(tokens.input)} in${cached}, ${formatTokens(tokens.output)} out`,
    result.latencyMs === null
      ? null
      : result.costUsd === null
        ? "cost unknown"
        : formatUsd(result.costUsd),
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
