import {
  isProviderError,
  ProviderError,
  type ProviderErrorReason,
} from "@/lib/providers/provider-error";

type ApiCallError = Error & {
  statusCode?: number;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
};

/** Whatever a provider's SDK or the network throws, as one safe kind of error. */
export function toProviderError(error: unknown, secret: string | null): ProviderError {
  for (const cause of causes(error)) if (isProviderError(cause)) return cause;
  for (const cause of causes(error)) {
    if (cause.name === "AI_APICallError") return fromAnswer(cause, secret);
  }
  for (const cause of causes(error)) {
    const code = "code" in cause ? String(cause.code) : "";
    if (/TIMEOUT|ETIMEDOUT/.test(code)) {
      return new ProviderError("timeout", "The server did not answer in time.");
    }
    if (/^(UND_ERR|ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|CERT_|ERR_TLS|ERR_SSL|HPE_)/.test(code)) {
      return new ProviderError("network", `The server could not be reached (${code}).`);
    }
  }
  const [first] = causes(error);
  if (
    first &&
    /terminated|fetch failed|other side closed|aborted|stream ended/i.test(first.message)
  ) {
    return new ProviderError("network", "The connection was cut before the answer was complete.");
  }
  if (first && /^AI_(InvalidPrompt|InvalidArgument|Unsupported|LoadAPIKey)/.test(first.name)) {
    return new ProviderError("bad_request", redact(first.message, secret));
  }
  return new ProviderError(
    "server",
    `The answer could not be read: ${redact(first?.message ?? "unknown error", secret)}`,
  );
}

function fromAnswer(error: ApiCallError, secret: string | null): ProviderError {
  const status = error.statusCode ?? null;
  if (status === null) {
    const inner = causes(error)[1];
    if (inner) return toProviderError(inner, secret);
    return new ProviderError("network", "The server could not be reached.");
  }
  const details = {
    status,
    retryAfterMs: retryAfterMs(error.responseHeaders ?? {}, Date.now()),
    requestId: requestIdOf(error.responseHeaders ?? {}),
  };
  if (status >= 200 && status < 300) {
    const inner = causes(error)[1];
    const cut = inner ? toProviderError(inner, secret) : null;
    if (cut?.reason === "network") return cut;
    const message = "The server's answer is not what its API promises.";
    return new ProviderError("server", message, details);
  }
  const serverMessage = redact(error.message, secret);
  return new ProviderError(
    reasonFor(status, error.responseBody ?? ""),
    `The provider answered ${status}${serverMessage ? `: ${serverMessage}` : "."}`,
    details,
  );
}

function reasonFor(status: number, body: string): ProviderErrorReason {
  // OpenAI answers 429 also when the account is out of money; waiting does not help there.
  if (status === 429)
    return /insufficient_quota|billing_hard_limit/.test(body) ? "auth" : "rate_limited";
  if (status === 401 || status === 402 || status === 403) return "auth";
  if (status === 408) return "timeout";
  if (status === 409 || status === 425 || status >= 500) return "server";
  return "bad_request";
}

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or OpenAI's finer `retry-after-ms`.
 * @returns milliseconds from `now`, at least 0; null when there is none or it cannot be read
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number | null {
  const fine = Number.parseFloat(headers["retry-after-ms"] ?? "");
  if (Number.isFinite(fine)) return Math.max(0, fine);
  const value = headers["retry-after"]?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number.parseFloat(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** The id that a provider's support asks for; each names its header its own way. */
export function requestIdOf(headers: Record<string, string>): string | null {
  return headers["x-request-id"] ?? headers["request-id"] ?? headers["x-goog-request-id"] ?? null;
}

/** A provider may repeat a key in its message; ours and anything shaped like a key is struck out. */
export function redact(message: string, secret: string | null): string {
  const withoutOwn = secret ? message.replaceAll(secret, "[key]") : message;
  return withoutOwn
    .replace(/\b(sk|pk|rk|gsk|xai|AIza)[-_A-Za-z0-9*]{6,}/g, "[key]")
    .replace(/\bBearer\s+\S+/gi, "Bearer [key]")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
}

function causes(error: unknown): (Error & { code?: unknown })[] {
  const errors: Error[] = [];
  let current: unknown = error;
  while (current instanceof Error && errors.length < 8) {
    errors.push(current);
    current = current.cause;
  }
  return errors;
}
