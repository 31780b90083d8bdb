import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { AppError } from "./app-error";

/** The same problem+json as routes answer, for what is refused before any route sees it. */
export function answerProblem(res: ServerResponse, error: AppError): void {
  const { status, title, code, message: detail, retryAfterSeconds } = error;
  const requestId = randomUUID();
  res.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-request-id": requestId,
    ...(retryAfterSeconds ? { "retry-after": String(retryAfterSeconds) } : {}),
  });
  res.end(JSON.stringify({ type: "about:blank", title, status, code, detail, requestId }));
}
