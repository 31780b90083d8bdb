import type { IncomingMessage, ServerResponse } from "node:http";
import { answerProblem } from "@/lib/http/answer-problem";
import { AppError } from "@/lib/http/app-error";

const AGAIN_SECONDS = 2;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${AGAIN_SECONDS}">
<title>Galley is busy</title>
<p>Galley is busy. This page loads again in ${AGAIN_SECONDS} seconds.</p>
</html>
`;

/** 503 where more is asked for than can be answered: a page that loads again by itself, or problem+json. */
export function answerBusy(req: IncomingMessage, res: ServerResponse): void {
  const isPage = req.method === "GET" && req.headers.accept?.includes("text/html") === true;
  if (!isPage) {
    const detail = "Galley is overloaded. Try again in a moment.";
    answerProblem(res, new AppError("unavailable", detail, { retryAfterSeconds: AGAIN_SECONDS }));
    return;
  }
  res.writeHead(503, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "retry-after": String(AGAIN_SECONDS),
  });
  res.end(PAGE);
}
