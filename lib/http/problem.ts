import { isDatabaseGone } from "@/lib/db/is-database-gone";
import { AppError, isAppError } from "./app-error";
import { log } from "./log";

/** Any error as problem+json; what is not ours is logged whole and told as 500 without its text. */
export function toProblem(error: unknown, requestId: string): Response {
  const known = isAppError(error) ? error : unexpected(error, requestId);
  return Response.json(
    {
      type: "about:blank",
      title: known.title,
      status: known.status,
      code: known.code,
      detail: known.message,
      requestId,
      ...(known.errors ? { errors: known.errors } : {}),
    },
    {
      status: known.status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "x-request-id": requestId,
        ...(known.retryAfterSeconds ? { "retry-after": String(known.retryAfterSeconds) } : {}),
        ...(known.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
      },
    },
  );
}

function unexpected(error: unknown, requestId: string): AppError {
  if (isDatabaseGone(error)) {
    log().error({ requestId, err: error }, "the database does not answer");
    return new AppError("unavailable", "The database does not answer. Try again in a moment.", {
      retryAfterSeconds: 2,
    });
  }
  log().error({ requestId, err: error }, "a request failed unexpectedly");
  return new AppError(
    "internal",
    `The request failed for a reason of ours; it is logged as ${requestId}.`,
  );
}
