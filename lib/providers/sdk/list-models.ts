import type { ConnectionKind } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { redact, requestIdOf } from "./to-provider-error";

type ListParts = {
  kind: ConnectionKind;
  baseUrl: string;
  apiKey: string | null;
  fetch: typeof fetch;
};

/**
 * The names of the models that a server offers, sorted. An OpenAI-compatible server may have no such
 * list: then an empty list, provided that its chat address is there at all.
 */
export async function fetchModelNames(parts: ListParts, signal: AbortSignal): Promise<string[]> {
  const query =
    parts.kind === "openai" || parts.kind === "openai-compatible" ? "" : pageSize(parts.kind);
  const response = await parts.fetch(`${parts.baseUrl}/models${query}`, {
    method: "GET",
    headers: authHeaders(parts),
    signal,
  });
  const body = await response.text();
  if (response.ok) return modelNames(body);
  if (parts.kind === "openai-compatible" && [404, 405, 501].includes(response.status)) {
    await requireChatAddress(parts, signal);
    return [];
  }
  throw refusal(response, body, parts.apiKey);
}

function pageSize(kind: ConnectionKind): string {
  return kind === "anthropic" ? "?limit=1000" : "?pageSize=1000";
}

/** An empty request costs nothing and tells a missing address (404) from one that merely complains. */
async function requireChatAddress(parts: ListParts, signal: AbortSignal): Promise<void> {
  const response = await parts.fetch(`${parts.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { ...authHeaders(parts), "content-type": "application/json" },
    body: "{}",
    signal,
  });
  const body = await response.text();
  if (response.status === 401 || response.status === 403)
    throw refusal(response, body, parts.apiKey);
  if (response.status !== 404) return;
  throw new ProviderError(
    "bad_request",
    "The server answers, but neither /models nor /chat/completions is below this address. It often ends in /v1.",
    { status: 404 },
  );
}

function refusal(response: Response, body: string, secret: string | null): ProviderError {
  const headers = Object.fromEntries(response.headers.entries());
  const { status } = response;
  const details = { status, requestId: requestIdOf(headers) };
  if (status === 401 || status === 403) {
    return new ProviderError("auth", `The server does not accept this key (${status}).`, details);
  }
  const excerpt = redact(body, secret).slice(0, 200);
  if (status === 429) {
    return new ProviderError("rate_limited", "The server is busy (429). Try again later.", details);
  }
  return new ProviderError(
    status >= 500 ? "server" : "bad_request",
    `The server answered ${status}${excerpt ? `: ${excerpt}` : "."}`,
    details,
  );
}

function authHeaders({ kind, apiKey }: ListParts): Record<string, string> {
  if (apiKey === null) return {};
  if (kind === "anthropic") return { "x-api-key": apiKey, "anthropic-version": "2023-06-01" };
  if (kind === "google") return { "x-goog-api-key": apiKey };
  return { authorization: `Bearer ${apiKey}` };
}

function modelNames(body: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new ProviderError(
      "server",
      "The server's list of models is not JSON. Check the address.",
    );
  }
  const list = entries(parsed);
  if (list === null) {
    throw new ProviderError(
      "server",
      "The server answers, but not with a list of models. Check the address.",
    );
  }
  const names = list.flatMap((entry) => {
    const name = isRecord(entry) ? (entry.id ?? entry.name) : entry;
    return typeof name === "string" ? [name.replace(/^models\//, "")] : [];
  });
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, "en"));
}

function entries(parsed: unknown): unknown[] | null {
  if (Array.isArray(parsed)) return parsed;
  if (!isRecord(parsed)) return null;
  if (Array.isArray(parsed.data)) return parsed.data;
  return Array.isArray(parsed.models) ? parsed.models : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
