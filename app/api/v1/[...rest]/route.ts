import { AppError } from "@/lib/http/app-error";
import { toProblem } from "@/lib/http/problem";

/** An address of the API that does not exist answers like the rest of it, not with a page. */
function answer(request: Request): Response {
  const { pathname } = new URL(request.url);
  const detail = `${request.method} ${pathname} is no address of the API. GET /api/v1/openapi.json lists them.`;
  return toProblem(new AppError("not_found", detail), crypto.randomUUID());
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
