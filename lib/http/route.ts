import "server-only";
import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { AccountActor, Actor } from "@/lib/auth/actor";
import type { Need } from "@/lib/auth/authorize";
import { parseInput } from "@/lib/http/body/parse-input";
import { contentTypeOf, parseJson, readCapped, readText } from "@/lib/http/body/read-body";
import { matchPath } from "@/lib/http/server/match-path";
import { resolveActor } from "@/lib/http/server/resolve-actor";
import { AppError } from "./app-error";
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteContract } from "./contract";
import { currentClient } from "./current-client";
import { etagOf, namesEtag } from "./etag";
import { onceOnly } from "./idempotency";
import { log } from "./log";
import { toProblem } from "./problem";

export type ActorOf<C extends RouteContract> = C["access"] extends Need
  ? Actor
  : C["access"] extends "account"
    ? AccountActor
    : C["access"] extends "key"
      ? Actor
      : null;

export interface Input<C extends RouteContract> {
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
  /** The body as text, for contracts with `rawBody`; with `hasOwnEncoding` as `bytes` only. */
  text: string;
  bytes: Buffer;
  request: Request;
  /**
   * Throws when the request has an `If-Match` and what is stored is another state by now. A verb calls it in
   * its transaction, after it has locked the row, so that nobody writes between the check and the write.
   */
  requireUnchanged: () => Promise<void>;
}

type Handler<C extends RouteContract> = (
  actor: ActorOf<C>,
  input: Input<C>,
) => Promise<ResponseOf<C> | Response>;

type RouteContext = { params?: Promise<Record<string, string | string[] | undefined>> };

const MAX_BODY_BYTES = 4_000_000;

interface Options {
  /** The GET of what this one changes: an `If-Match` that is not its present ETag is refused with 412. */
  current?: (request: Request, context: RouteContext) => Promise<Response>;
  /** An error in the form of `ownError`, where a protocol prescribes one. */
  toError?: (error: unknown, requestId: string, request: Request) => Response | Promise<Response>;
}

/**
 * Makes a contract and a verb into a Web-standard handler: parse, who asks, may they, how often, do it,
 * check the answer. Next's route files and the hot routes of server.ts mount the same function.
 */
export function route<const C extends RouteContract>(
  contract: C,
  handler: Handler<C>,
  { current, toError }: Options = {},
) {
  const handle = async (request: Request, context: RouteContext = {}): Promise<Response> => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const requireUnchanged = () => checkIfMatch(current, request, context);
    const work = () => answer(contract, handler, request, context, requireUnchanged);
    const isConditional = current !== undefined && request.headers.has("if-match");
    const response = await requireUnchanged()
      .then(() => (isConditional ? conditionalWrites(work) : work()))
      .catch((error: unknown) =>
        toError ? toError(error, requestId, request) : toProblem(error, requestId, contract.path),
      );
    if (!response.headers.has("x-request-id")) response.headers.set("x-request-id", requestId);
    log().info({
      requestId,
      client: currentClient()?.address,
      method: contract.method,
      path: contract.path,
      status: response.status,
      ms: Math.round(performance.now() - startedAt),
    });
    return response;
  };
  // The tests walk every mounted route by its contract.
  return Object.assign(handle, { contract });
}

/** Each holds a connection for its transaction and asks for another to check: together never all of them. */
const conditionalWrites = pLimit(3);

async function checkIfMatch(current: Options["current"], request: Request, context: RouteContext) {
  const etag = request.headers.get("if-match");
  if (!current || etag === null) return;
  const headers = new Headers(request.headers);
  headers.delete("if-none-match");
  const { status, headers: answerHeaders } = await current(
    new Request(request.url, { headers }),
    context,
  );
  // Whoever cannot read it gets the refusal of the write itself.
  if (status >= 400) return;
  if (!namesEtag(etag, answerHeaders.get("etag") ?? "")) {
    throw new AppError(
      "stale",
      "It changed since your If-Match. Read it again and save on top of that.",
    );
  }
}

async function answer<C extends RouteContract>(
  contract: C,
  handler: Handler<C>,
  request: Request,
  context: RouteContext,
  requireUnchanged: () => Promise<void>,
): Promise<Response> {
  const rawParams = await paramsOf(contract, request, context);
  const actor = await resolveActor(contract, request, rawParams);
  const params = contract.params ? parseInput(contract.params, rawParams, "address") : {};
  const query = contract.query ? parseInput(contract.query, queryOf(request), "query") : {};
  const { text, bytes, body } = await readBody(contract, request);
  const input = { params, query, body, text, bytes, request, requireUnchanged } as Input<C>;
  const run = async () => {
    const result = await handler(actor as ActorOf<C>, input);
    return result instanceof Response || isResponse(result) ? result : checked(contract, result);
  };
  const key = request.headers.get("idempotency-key");
  const isKept = contract.method === "POST" && !contract.hasSecret && !contract.ownBody;
  if (key && isKept && actor && "projectId" in actor) {
    const content = contract.hasOwnEncoding ? bytes : text;
    return answerOnce(contract, actor, key, { path: new URL(request.url).pathname, content }, run);
  }
  const result = await run();
  return isResponse(result) ? result : respond(contract, request, result);
}

/** Two module graphs and the light Response of the Node adapter make `instanceof` unreliable. */
function isResponse(value: unknown): value is Response {
  return (
    value instanceof Response ||
    (typeof value === "object" && value !== null && "headers" in value && "arrayBuffer" in value)
  );
}

/** From the address itself, decoded once: what Next gives is decoded or not, by its version and by where. */
async function paramsOf(
  contract: RouteContract,
  request: Request,
  context: RouteContext,
): Promise<Record<string, string>> {
  const pattern = contract.path.replace(/\{(\w+)\}/g, "[$1]");
  const { pathname } = new URL(request.url);
  const params = matchPath(pattern, pathname) ?? (await context.params) ?? {};
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, [value ?? ""].flat().join("/")]),
  );
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

async function readBody(contract: RouteContract, request: Request) {
  const none = { text: "", bytes: Buffer.alloc(0), body: undefined };
  if (contract.ownBody || (!contract.body && !contract.rawBody)) return none;
  const accepted = contract.rawBody ?? ["application/json"];
  const fallback = contract.body?.safeParse(undefined);
  // A body of which nothing is needed may be left out.
  if (fallback?.success && request.body === null) return { ...none, body: fallback.data };
  if (!accepted.includes(contentTypeOf(request))) {
    throw new AppError("unsupported_media_type", `Send the body as ${accepted.join(" or ")}.`);
  }
  const maxBytes = contract.maxBodyBytes ?? MAX_BODY_BYTES;
  if (contract.hasOwnEncoding) return { ...none, bytes: await readCapped(request, maxBytes) };
  const text = await readText(request, maxBytes);
  if (!contract.body) return { ...none, text };
  return { ...none, text, body: parseInput(contract.body, parseJson(text), "body") };
}

/** The answer must be what the contract says: a mismatch is our mistake and is logged as a 500. */
function checked(contract: RouteContract, result: unknown): unknown {
  if (!contract.response) return null;
  const parsed = contract.response.safeParse(result);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`${contract.method} ${contract.path} broke its contract: ${wrong.join("; ")}`);
}

async function answerOnce(
  contract: RouteContract,
  actor: Actor,
  key: string,
  request: { path: string; content: string | Buffer },
  run: () => Promise<unknown>,
): Promise<Response> {
  const status = contract.status ?? 200;
  const who = {
    projectId: actor.projectId,
    actorId: actor.kind === "key" ? actor.keyId : (actor.userId ?? actor.name),
    key,
  };
  const stored = await onceOnly(who, request, async () => ({ status, body: await run() }));
  return Response.json(stored.body, {
    status: stored.status,
    headers: { "cache-control": "no-store" },
  });
}

function respond(contract: RouteContract, request: Request, body: unknown): Response {
  const status = contract.status ?? 200;
  if (status === 204) return new Response(null, { status });
  const text = JSON.stringify(body);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "cache-control": "no-store",
  };
  if (contract.hasEtag) {
    const etag = etagOf(text);
    headers.etag = etag;
    headers["cache-control"] = "private, no-cache";
    const knownTags = request.headers.get("if-none-match");
    if (contract.method === "GET" && knownTags !== null && namesEtag(knownTags, etag)) {
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(text, { status, headers });
}
