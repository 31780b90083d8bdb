/** What went wrong, for code to branch on. New codes may be added; treat an unknown one as `unavailable`. */
export type GalleyErrorCode =
  | "bad_option"
  | "bad_token"
  | "missing_variable"
  | "bad_template"
  | "too_large"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "bad_request"
  | "rate_limited"
  | "unavailable"
  | "network"
  | "timeout"
  | "bad_response"
  | "too_old"
  | "offline"
  | "dropped"
  | "bad_file"
  | "closed";

export interface GalleyErrorDetails {
  /** Status of the HTTP answer, when there was one. */
  status?: number | undefined;
  /** The `X-Request-Id` of the answer: what to look for in Galley's log. */
  requestId?: string | undefined;
  /** How long Galley asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Names of variables, for `missing_variable`; never their values. */
  variables?: readonly string[] | undefined;
  cause?: unknown;
}

const BRAND = Symbol.for("galley-sdk.error");

/**
 * The only error that this package throws or reports. It never holds the API key, the text of a prompt or the
 * value of a variable, so it can be logged as it is.
 */
export class GalleyError extends Error {
  readonly code: GalleyErrorCode;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly variables: readonly string[] | undefined;

  constructor(code: GalleyErrorCode, message: string, details: GalleyErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    // A literal, because bundlers shorten the names of classes.
    this.name = "GalleyError";
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.variables = details.variables;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a caught value is a `GalleyError`, also of another copy of this package (ESM beside CommonJS). */
export function isGalleyError(value: unknown): value is GalleyError {
  return typeof value === "object" && value !== null && Reflect.get(value, BRAND) === true;
}

/** For what is thrown by code that is not ours. */
export function asGalleyError(value: unknown, message: string): GalleyError {
  return isGalleyError(value) ? value : new GalleyError("unavailable", message, { cause: value });
}
