/** One wrong place in an input: `path` as in `criteria.0.threshold`, a message that says what to fix. */
export interface FieldError {
  path: string;
  message: string;
}

const STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  own_version: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  in_progress: 409,
  already_written: 409,
  not_approved: 409,
  gate_not_passed: 409,
  holdout_needs_version: 409,
  holdout_not_approved: 409,
  holdout_budget_used: 409,
  stale: 412,
  too_large: 413,
  unsupported_media_type: 415,
  unknown_host: 421,
  invalid: 422,
  too_many_requests: 429,
  internal: 500,
  provider_failed: 502,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

const TITLE: Record<ErrorCode, string> = {
  malformed: "The request cannot be read",
  unauthenticated: "Sign in, or send an API key",
  forbidden: "Not allowed",
  own_version: "Your own version",
  foreign_origin: "Request from another site",
  not_found: "Not found",
  method_not_allowed: "No such method here",
  conflict: "It already exists or has changed",
  in_progress: "The same request is still running",
  already_written: "It was carried out before",
  not_approved: "Not approved",
  gate_not_passed: "A gate is not passed",
  holdout_needs_version: "The holdout takes saved versions",
  holdout_not_approved: "Not approved for the holdout",
  holdout_budget_used: "The holdout budget is used up",
  stale: "Someone changed it in the meantime",
  too_large: "Too large",
  unsupported_media_type: "Unsupported content type",
  unknown_host: "Unknown host",
  invalid: "The input is not valid",
  too_many_requests: "Too many requests",
  internal: "Something failed on our side",
  provider_failed: "The model provider failed",
  unavailable: "Not available now",
};

/**
 * A failure that no caller handles; `route()` turns it into problem+json. `detail` is shown to people:
 * what happened and what to do. Two module graphs share it, so it is told by `name`, never `instanceof`.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get title(): string {
    return TITLE[this.code];
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError";
}

/** Whether it says only that there is no room for the work right now, and nothing about the work. */
export const isBusy = (error: unknown): error is AppError & { code: "unavailable" } =>
  isAppError(error) && error.code === "unavailable";

/** The 404 of everything: also of what exists in a project that the actor cannot see. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} does not exist in this project.`);
}

/** Bad input found by a rule that zod cannot hold. */
export function invalid(path: string, message: string): AppError {
  return new AppError("invalid", message, { errors: [{ path, message }] });
}
