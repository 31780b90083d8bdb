import { selectUsage } from "@/lib/providers/usage-columns";

/** What a query over traces or their steps selects, so that each of its rows is a `SpanUsage` too. */
export const selectSpanUsage = (alias: string): string =>
  selectUsage(alias, ["inputTokens", "cachedInputTokens", "outputTokens", "costUsd"]);
