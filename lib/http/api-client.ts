import type { z } from "zod";
import type { Problem, RouteContract } from "./contract";

/** What the API answered instead of success; `problem.detail` is written for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Of a request that the server failed at, for a report; null for a refusal, which says itself what to do. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof ApiError && error.problem.status >= 500 ? error.problem.requestId : null;
}

type In<T> = T extends z.ZodType ? z.input<T> : undefined;
type Answer<T> = T extends z.ZodType ? z.infer<T> : undefined;

interface Request<C extends RouteContract> {
  params?: In<C["params"]>;
  query?: Partial<In<C["query"]>>;
  body?: In<C["body"]>;
  signal?: AbortSignal;
  /** The request goes on when its page is left. */
  keepalive?: boolean;
}

/**
 * Calls a route of our own API from the browser. The contract is only a type here, so that zod stays out
 * of the first load: `callApi<typeof listPromptsRoute>("GET", "/api/v1/projects/{project}/prompts", …)`.
 */
export async function callApi<C extends RouteContract>(
  method: C["method"],
  path: C["path"],
  { params, query, body, signal, keepalive = false }: Request<C> = {},
): Promise<Answer<C["response"]>> {
  const response = await fetch(fillPath(path, params ?? {}) + toQuery(query ?? {}), {
    method,
    keepalive,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError(offline());
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as Answer<C["response"]>;
}

/** Sends a file as it is on disk: the server reads its bytes. */
export async function sendFile<T>(
  address: string,
  { file, contentType }: { file: Blob; contentType: string },
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": contentType },
    body: file,
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError(offline());
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (await response.json()) as T;
}

/** `/prompts/{name}` with `{ name: "support/triage" }` → `/prompts/support%2Ftriage`. */
export function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? "")),
  );
}

export function toQuery(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "code" in body) return body as Problem;
  return {
    type: "about:blank",
    title: "Unexpected answer",
    status: response.status,
    code: "internal",
    detail: `Galley answered with status ${response.status}. Try again in a moment.`,
    requestId: response.headers.get("x-request-id") ?? "unknown",
  };
}

function offline(): Problem {
  return {
    type: "about:blank",
    title: "No connection",
    status: 0,
    code: "offline",
    detail: "Galley cannot be reached. Check the connection; nothing that you typed is lost.",
    requestId: "none",
  };
}
