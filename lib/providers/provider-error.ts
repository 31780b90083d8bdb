export type ProviderErrorReason =
  | "rate_limited"
  | "server"
  | "timeout"
  | "network"
  | "auth"
  | "bad_request"
  | "blocked"
  | "not_recorded"
  | "cancelled";

const RETRYABLE: readonly ProviderErrorReason[] = ["rate_limited", "server", "timeout", "network"];

export type ProviderErrorDetails = {
  status?: number | null;
  retryAfterMs?: number | null;
  requestId?: string | null;
};

/**
 * A model call without an answer. The message is safe to show and store: it holds no key, no
 * address with credentials and no request. Recognise it by `isProviderError`, since web and worker
 * are bundled apart and do not share the class.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly reason: ProviderErrorReason;
  readonly status: number | null;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the provider asked us to wait. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;

  constructor(reason: ProviderErrorReason, message: string, details: ProviderErrorDetails = {}) {
    super(message);
    this.reason = reason;
    this.status = details.status ?? null;
    this.retryable = RETRYABLE.includes(reason);
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.requestId = details.requestId ?? null;
  }
}

export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof Error && error.name === "ProviderError";
}
