import type { Snapshot } from "./copies/snapshot";
import { GalleyError } from "./galley-error";

/** Options of `new Galley`. Durations are milliseconds. */
export interface GalleyOptions {
  /** A key with `prompts:read`, and `traces:write` for `track`, `trace` and `outcome`. Keep it on your server. */
  apiKey: string;
  /** Where Galley is, for example `https://prompts.acme.example`. */
  baseUrl: string;
  /** Default `production`. */
  environment?: string | undefined;
  /** The project's slug. Default: the one that the key belongs to, asked for once. */
  project?: string | undefined;
  /** Prompts to fetch at once, so that the first request need not wait; see `ready`. */
  prompts?: readonly string[] | undefined;
  /** What `snapshot()` gave, or the path of a file with it: used until Galley answers, however old it is. */
  bootstrap?: Snapshot | string | undefined;
  /** A folder for the last known good copy, which then survives a restart. Ignored where there is no disk. */
  cacheDir?: string | undefined;
  /** A copy that was not confirmed for so long is asked for before it is served. Default 60,000. */
  maxAgeMs?: number | undefined;
  /** When Galley cannot be asked, a copy is served until it is this old, then the fallback. Default a day. */
  maxStaleMs?: number | undefined;
  /** Hear of changes by push. Default true, false on edge runtimes. */
  stream?: boolean | undefined;
  /** How often to ask while there is no push. Default 30,000; 0 never asks by itself. */
  pollMs?: number | undefined;
  /** Never use the network: serve copies, bootstrap and fallbacks only; drop traces. */
  offline?: boolean | undefined;
  /** One attempt, with the body. Default 5,000. */
  timeoutMs?: number | undefined;
  /** One call with its retries and waits. Default 10,000. */
  budgetMs?: number | undefined;
  /** Attempts after the first one, while the budget lasts. Default 2. */
  retries?: number | undefined;
  /** Traces that wait to be sent, at most. Default 1,000. */
  maxQueue?: number | undefined;
  /** How long a trace waits for others before they are sent together. Default 2,000. */
  flushMs?: number | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Where problems are told that nobody listens to with `on("error")`. Default `console.warn`. */
  log?: ((message: string) => void) | undefined;
  /** Only for tests in a simulated browser: in a real one, everybody could read the key. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

export interface Settings {
  apiKey: string;
  /** Without a slash at the end. */
  baseUrl: string;
  environment: string;
  project: string | undefined;
  maxAgeMs: number;
  maxStaleMs: number;
  isStreaming: boolean;
  pollMs: number;
  isOffline: boolean;
  timeoutMs: number;
  budgetMs: number;
  retries: number;
  maxQueue: number;
  flushMs: number;
  fetch: typeof fetch;
  log: (message: string) => void;
}

const DAY_MS = 86_400_000;

/** Throws `bad_option`: after the constructor nothing in the options can be wrong. */
export function parseOptions(options: GalleyOptions): Settings {
  if (isBrowser() && !options.dangerouslyAllowBrowser) {
    throw wrong("galley-sdk holds an API key, so it runs on servers only, never in a browser.");
  }
  const { apiKey, environment = "production" } = options;
  if (typeof apiKey !== "string" || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw wrong("apiKey is missing. Create one in Galley under Settings › API keys.");
  }
  if (typeof environment !== "string" || environment === "") {
    throw wrong("environment is the name of an environment, for example production.");
  }
  const { baseUrl, project } = parseBaseUrl(options.baseUrl);
  const isEdge = isEdgeRuntime();
  const givenFetch = options.fetch ?? globalThis.fetch;
  if (typeof givenFetch !== "function") {
    throw wrong("There is no fetch here. Use Node 18 or newer, or pass `fetch`.");
  }
  return {
    apiKey,
    baseUrl,
    environment,
    project: options.project ?? project,
    maxAgeMs: parseNumber("maxAgeMs", options.maxAgeMs, 60_000),
    maxStaleMs: parseNumber("maxStaleMs", options.maxStaleMs, options.offline ? Infinity : DAY_MS),
    isStreaming: (options.stream ?? !isEdge) && !options.offline,
    pollMs: isEdge ? 0 : parseNumber("pollMs", options.pollMs, 30_000),
    isOffline: options.offline ?? false,
    timeoutMs: parseNumber("timeoutMs", options.timeoutMs, 5_000),
    budgetMs: parseNumber("budgetMs", options.budgetMs, 10_000),
    retries: parseNumber("retries", options.retries, 2),
    maxQueue: parseNumber("maxQueue", options.maxQueue, 1_000),
    flushMs: parseNumber("flushMs", options.flushMs, 2_000),
    // Cloudflare's fetch wants to be called as a function of nothing.
    fetch: (input, init) => givenFetch(input, init),
    log: options.log ?? ((message) => console.warn(message)),
  };
}

/** An address that already names a project, as in `curl`, is taken for what it is. */
function parseBaseUrl(text: unknown): { baseUrl: string; project: string | undefined } {
  const url = typeof text === "string" ? parseUrl(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw wrong("baseUrl is the full address of Galley, for example https://prompts.acme.example.");
  }
  const path = url.pathname.replace(/\/+$/, "");
  const [, before = "", project] = /^(.*?)\/api\/v1(?:\/projects\/([^/]+))?$/.exec(path) ?? [];
  const isApi = path.endsWith("/api/v1") || project !== undefined;
  return {
    baseUrl: url.origin + (isApi ? before : path),
    project: project === undefined ? undefined : decodeURIComponent(project),
  };
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function parseNumber(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && value >= 0) return value;
  throw wrong(`${name} is a number of at least 0.`);
}

const wrong = (message: string) => new GalleyError("bad_option", message);

const isBrowser = () => "window" in globalThis && "document" in globalThis;

/** Where nothing runs between requests: no stream and no timer would be kept alive. */
function isEdgeRuntime(): boolean {
  const { EdgeRuntime, navigator } = globalThis as {
    EdgeRuntime?: unknown;
    navigator?: { userAgent?: string };
  };
  return EdgeRuntime !== undefined || navigator?.userAgent === "Cloudflare-Workers";
}
