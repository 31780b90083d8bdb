import { formatCountOf } from "@/lib/format-number";
import type { ConnectionDetail, ConnectionKind } from "@/lib/providers/contract";

export const KIND_LABEL: Record<ConnectionKind, string> = {
  openai: "OpenAI",
  anthropic: "Anthropic",
  google: "Google",
  "openai-compatible": "OpenAI-compatible",
  "local-baseline": "local/baseline",
  replay: "replay",
};

/** The line below a connection's name. */
export function describeConnection({
  kind,
  keyLastFour,
  baseUrl,
  ...limits
}: ConnectionDetail): string {
  if (kind === "local-baseline") return "built in, not a language model";
  if (kind === "replay") return "recorded answers";
  const key = keyLastFour ? `key …${keyLastFour}` : null;
  return [KIND_LABEL[kind], baseUrl ? hostOf(baseUrl) : null, key, ...describeLimits(limits)]
    .filter(Boolean)
    .join(", ");
}

function describeLimits({
  requestsPerMinute: requests,
  tokensPerMinute: tokens,
}: Pick<ConnectionDetail, "requestsPerMinute" | "tokensPerMinute">): (string | null)[] {
  return [
    requests === null ? null : `${formatCountOf(requests, "request")} a minute`,
    tokens === null ? null : `${formatCountOf(tokens, "token")} a minute`,
  ];
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

/** "gpt-4.1-mini and 3 more" */
export function describeModels(models: readonly string[]): string {
  const [first, ...rest] = models;
  if (!first) return "not listed";
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
