import "server-only";
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { AppError } from "./app-error";
import { writeProblem } from "./problem";

/** The same problem+json as routes answer, for what is refused before any route sees it. */
export function answerProblem(
  res: ServerResponse,
  error: AppError,
  more: Record<string, string> = {},
): void {
  const { status, headers, body } = writeProblem(error, randomUUID(), res.req.url ?? "");
  res.writeHead(status, { ...headers, ...more });
  res.end(body);
}
