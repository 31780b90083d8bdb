import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import * as ingestion from "@/app/api/public/ingestion/route";
import * as otlp from "@/app/api/public/otel/v1/traces/route";
import * as health from "@/app/api/v1/health/route";
import * as served from "@/app/api/v1/projects/[project]/prompts/[name]/served/route";
import * as serving from "@/app/api/v1/projects/[project]/prompts/[name]/serving/route";
import * as servingStream from "@/app/api/v1/projects/[project]/prompts/[name]/serving/stream/route";
import * as traces from "@/app/api/v1/projects/[project]/traces/route";
import * as flag from "@/app/ofrep/v1/evaluate/flags/[...key]/route";
import * as flags from "@/app/ofrep/v1/evaluate/flags/route";
import { announceSetUp } from "@/lib/auth/announce-set-up";
import { connectionWaitMs } from "@/lib/db/client";
import { env } from "@/lib/env";
import { answerProblem } from "@/lib/http/answer-problem";
import { AppError, isAppError } from "@/lib/http/app-error";
import { bodyLimitOf, limitBody } from "@/lib/http/body/limit-body";
import { tooLarge } from "@/lib/http/body/read-body";
import { type CurrentClient, withClient } from "@/lib/http/current-client";
import { log } from "@/lib/http/log";
import { admitRequest } from "@/lib/http/server/admit-request";
import { answerBusy } from "@/lib/http/server/answer-busy";
import { answerOnSockets } from "@/lib/http/server/answer-on-sockets";
import { prepareDrain } from "@/lib/http/server/drain-server";
import { explainMethod } from "@/lib/http/server/explain-method";
import { matchPath } from "@/lib/http/server/match-path";
import { RequestQueue } from "@/lib/http/server/request-queue";
import { BAD_REQUEST, setSecurityHeaders } from "@/lib/http/server/security-headers";
import { prepareStaticFiles } from "@/lib/http/server/static-files";
import { writeToResponse } from "@/lib/http/server/wire-answer";
import { answerWarm, isServedBefore, isServingPath } from "@/lib/releases/serving/answer-warm";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Response | Promise<Response>;

// By itself V8 lets the heap grow to several times what is alive before it collects, on machines with much memory.
// A limit would end the process in the middle of a large import; this only has it collect sooner.
setFlagsFromString("--heap-growing-percent=15");

interface HotRoute {
  /** The folder below `app`, which is also the path. */
  path: string;
  methods: Record<string, Handler>;
}

const PROMPT = "/api/v1/projects/[project]/prompts/[name]";

/** Answered before Next: many streams at once, and what must answer while Next is not ready. */
const streams: HotRoute[] = [
  { path: "/api/v1/health", methods: { GET: health.GET } },
  { path: `${PROMPT}/serving/stream`, methods: { GET: servingStream.GET } },
];

/** Hot for speed only; in development Next answers these, so that an edit is seen at once. */
const fast: HotRoute[] = [
  { path: `${PROMPT}/served`, methods: { GET: served.GET } },
  { path: `${PROMPT}/serving`, methods: { GET: serving.GET } },
  { path: "/api/v1/projects/[project]/traces", methods: { POST: traces.POST } },
  { path: "/api/public/otel/v1/traces", methods: { POST: otlp.POST } },
  { path: "/api/public/ingestion", methods: { POST: ingestion.POST } },
  { path: "/ofrep/v1/evaluate/flags", methods: { POST: flags.POST } },
  { path: "/ofrep/v1/evaluate/flags/[...key]", methods: { POST: flag.POST } },
];

const { GALLEY_HOST, GALLEY_PORT, GALLEY_URL, NODE_ENV } = env();
const isDevelopment = NODE_ENV === "development";
const hotRoutes = isDevelopment ? streams : [...streams, ...fast];
const LONGEST_REQUEST_MS = isDevelopment ? 1_000 : 30_000;
const LONGEST_STREAM_MS = 1_000;
/** Longer than clients and proxies keep a connection: else one is closed just as they use it again. */
const KEEP_ALIVE_MS = 75_000;

const limits = { maxWaitMs: 1_000, waitElsewhereMs: connectionWaitMs };
const waitingForOthers = { ...limits, countedMs: 3_000 };
/**
 * As many as there are connections to the database. At twice the capacity 32 answered no more a second than 10 did
 * (`npm run bench -- --only overload`), and each answer took twice as long: beside the second in the queue, a
 * request takes as long as all that are at work need one after the other. They wait for no model, so one that takes
 * long is work, and counts.
 */
const reads = new RequestQueue({
  ...limits,
  countedMs: 10_000,
  aimMs: 500,
  atOnce: 10,
  maxWaiting: 500,
});
/** More, because some wait for a model; their own, so that neither starves the other. */
const writes = new RequestQueue({ ...waitingForOthers, atOnce: 32, maxWaiting: 500 });
/** More than admission lets in, which shares them out by project. */
const batches = new RequestQueue({ ...waitingForOthers, atOnce: 96, maxWaiting: 200 });

interface HotMatch {
  route: HotRoute;
  handler: Handler;
  params: Record<string, string | string[]>;
}
const hotRouteOf = new WeakMap<IncomingMessage, HotMatch>();

const answerHot = getRequestListener((request, { incoming }) => {
  const hot = hotRouteOf.get(incoming as IncomingMessage);
  if (!hot) return new Response(null, { status: 404 });
  return hot.handler(request, { params: Promise.resolve(hot.params) });
});

const answerStatic = prepareStaticFiles(join(process.cwd(), ".next"));
let handle: ((req: IncomingMessage, res: ServerResponse) => Promise<void>) | null = null;

const server = createServer((req, res) => {
  const client = admitRequest(req);
  const warm = isAppError(client) || !handle || isDevelopment ? null : answerWarm(req);
  if (warm) return writeToResponse(res, warm);
  setSecurityHeaders(res);
  if (isAppError(client)) return answerProblem(res, client);
  if (!handle) return answerStarting(req, res);
  if (!isDevelopment && answerStatic(req, res, () => handle?.(req, res))) return;
  const url = req.url ?? "/";
  // Next and the database would call such an address a mistake of their own, with 500.
  if (!isText(url)) {
    return answerProblem(res, new AppError("malformed", "The address is not URL-encoded text."));
  }
  const limit = bodyLimitOf(url);
  limitBody(req, res, limit, {
    proceed: () => answer(req, res, client),
    refuse: () => answerProblem(res, tooLarge(limit)),
  });
});

function answer(req: IncomingMessage, res: ServerResponse, client: CurrentClient): void {
  const hot = findHotRoute(req);
  if (hot) hotRouteOf.set(req, hot);
  // One that waited begins in the context of the request that made room for it.
  const work = () =>
    withClient(client, () => {
      if (hot) answerHot(req, res);
      else {
        explainMethod(req, res, loadContracts);
        handle?.(req, res);
      }
    });
  if (isNeverShed(req, hot)) {
    work();
    return;
  }
  queueOf(req, hot).enter({
    begin: (end) => {
      if (res.destroyed) return end();
      res.once("close", end);
      work();
    },
    refuse: () => {
      // A browser that has left needs no answer.
      if (!res.destroyed) answerBusy(req, res);
    },
  });
}

function queueOf(req: IncomingMessage, hot: HotMatch | null): RequestQueue {
  if (hot?.route.path.startsWith("/ofrep/")) return reads;
  if (hot?.route.methods.POST) return batches;
  return req.method === "GET" || req.method === "HEAD" ? reads : writes;
}

async function loadContracts() {
  const { contracts } = await import("@/app/api/v1/openapi.json/sections");
  return contracts;
}

/** Health, streams (which wait for news, not for work), what memory can answer, and files of the build. */
function isNeverShed(req: IncomingMessage, hot: HotMatch | null): boolean {
  if (hot && (streams.includes(hot.route) || isServedBefore(req))) return true;
  return req.url?.startsWith("/_next/") === true;
}

server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  socket.end(BAD_REQUEST);
});

function findHotRoute(req: IncomingMessage): HotMatch | null {
  const [path = "/"] = (req.url ?? "/").split("?", 1);
  for (const route of hotRoutes) {
    const handler = route.methods[req.method ?? "GET"];
    const params = handler ? matchPath(route.path, path) : null;
    if (handler && params) return { route, handler, params };
  }
  return null;
}

function answerStarting(req: IncomingMessage, res: ServerResponse): void {
  if (!req.url?.startsWith("/api/v1/health")) {
    const detail = "Galley is starting. Try again in a moment.";
    answerProblem(res, new AppError("unavailable", detail, { retryAfterSeconds: 1 }));
    return;
  }
  res.writeHead(503, {
    "content-type": "application/json",
    "retry-after": "1",
    "cache-control": "no-store",
  });
  res.end(JSON.stringify({ status: "starting", database: "unknown", worker: "unknown" }));
}

function isText(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?", 1)[0] ?? "").includes("\u0000");
  } catch {
    return false;
  }
}

const endSocketAnswers = answerOnSockets(server, {
  keepAliveMs: KEEP_ALIVE_MS,
  admit: (request) => handle !== null && !isDevelopment && !isAppError(admitRequest(request)),
  answer: (request) => answerWarm(request) ?? (isServingPath(request.url) ? "later" : null),
});

const drain = prepareDrain(server, { requestMs: LONGEST_REQUEST_MS, streamMs: LONGEST_STREAM_MS });
let isStopping = false;
async function shutDown(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  endSocketAnswers();
  await drain();
  await app.close().catch(() => {});
  process.exit(0);
}
process.on("SIGTERM", shutDown);
process.on("SIGINT", shutDown);
process.on("disconnect", shutDown);
// The supervisor asks every second: a process that is stuck in a loop does not answer, and is replaced.
process.on("message", (message) => {
  if (message === "ping") process.send?.("pong");
});

function fail(error: Error): void {
  log().fatal({ err: error }, "the web process cannot start");
  const finish = () => process.exit(1);
  if (process.send) process.send({ failed: error.message }, finish);
  else finish();
}

const app = next({
  dev: isDevelopment,
  hostname: GALLEY_HOST,
  port: GALLEY_PORT,
  httpServer: server,
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.headersTimeout = KEEP_ALIVE_MS + 5_000;
server.once("error", fail);
server.listen(GALLEY_PORT, GALLEY_HOST);
app.prepare().then(() => {
  handle = app.getRequestHandler();
  log().info({ url: GALLEY_URL }, "web ready");
  process.send?.("ready");
  announceSetUp().catch((error: unknown) => {
    log().error({ err: error }, "the set-up link could not be made");
  });
}, fail);
