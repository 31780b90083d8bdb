import "server-only";
import { isDatabaseGone } from "@/lib/db/is-database-gone";
import { AppError, isAppError } from "./app-error";
import { log } from "./log";

/**
 * Any error as problem+json; what is not ours is logged whole and told as 500 without its text.
 * @param path where it was asked for: other tools' clients get it in their form
 */
export function toProblem(error: unknown, requestId: string, path = ""): Response {
  const appError = isAppError(error) ? error : unexpected(error, requestId);
  const { status, headers, body } = writeProblem(appError, requestId, path);
  return new Response(body, { status, headers });
}

/** An address of the API that does not exist answers like the rest of it, not with a page. */
export function answerUnknown(request: Request): Response {
  const { pathname } = new URL(request.url);
  const detail = `${request.method} ${pathname} is not part of the API. GET /api/v1/openapi.json lists all endpoints.`;
  return toProblem(new AppError("not_found", detail), crypto.randomUUID(), pathname);
}

/** Clients that speak to `/api/public` look for `message` in plain JSON; there it holds the rest as well. */
export function writeProblem(error: AppError, requestId: string, path: string) {
  const { title, status, code, message, errors, retryAfterSeconds } = error;
  const isPublic = path.startsWith("/api/public/");
  return {
    status,
    headers: {
      "content-type": isPublic ? "application/json" : "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(retryAfterSeconds ? { "retry-after": String(retryAfterSeconds) } : {}),
      ...(code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
    },
    body: JSON.stringify({
      type: "about:blank",
      title,
      status,
      code,
      detail: message,
      requestId,
      ...(errors ? { errors } : {}),
      ...(isPublic ? { message } : {}),
    }),
  };
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
    `Something failed on our side (request ${requestId}). Try again in a moment.`,
  );
}
