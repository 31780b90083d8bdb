import { isRecord } from "../../../lib/http/body/is-record";
import { version } from "../../package.json";
import { asGalleyError, GalleyError, type GalleyErrorCode } from "../galley-error";
import type { Settings } from "../options";
import { Ending } from "./ending";
import { isRetryable, parseRetryAfter, retryDelayMs } from "./retry-delay";
import { startTimer, wait } from "./timers";

export interface Call {
  method: "GET" | "POST";
  /** Behind the base address. */
  path: string;
  headers?: Record<string, string>;
  /** JSON, as text. */
  body?: string;
}

/** 200 to 299 or 304; everything else is thrown. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined when there is no JSON. */
  body: unknown;
}

/** The one place that speaks HTTP: key, time limits, retries, and errors in this package's words. */
export class Connection {
  #settings: Settings;
  #project: Promise<string> | undefined;
  /** Of every call and wait. */
  readonly ending = new Ending();
  /** The project's slug, as soon as it is known. */
  project: string | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.project = settings.project;
  }

  /** The address of something in the project. Asks which project the key belongs to, once. */
  async pathOf(rest: string): Promise<string> {
    this.#project ??= this.#loadProject().catch((error: unknown) => {
      this.#project = undefined;
      throw error;
    });
    this.project = await this.#project;
    return `/api/v1/projects/${encodeURIComponent(this.project)}/${rest}`;
  }

  async #loadProject(): Promise<string> {
    if (this.project !== undefined) return this.project;
    const { body } = await this.send({ method: "GET", path: "/api/v1/api-key" });
    const project = isRecord(body) && isRecord(body.project) ? body.project.slug : undefined;
    if (typeof project === "string") return project;
    throw new GalleyError("bad_response", "Galley did not say which project the API key is for.");
  }

  /**
   * Sends with retries: what is repeated must be safe to repeat, as everything here is. Throws a `GalleyError` when
   * the last attempt failed or the next would come after the budget is spent.
   */
  async send(call: Call): Promise<Answer> {
    const { budgetMs, retries, isOffline } = this.#settings;
    if (isOffline) throw new GalleyError("offline", "The client was made with `offline: true`.");
    const giveUpAt = Date.now() + budgetMs;
    for (let attempt = 0; ; attempt += 1) {
      if (this.ending.isOver) throw new GalleyError("closed", "The client was closed.");
      try {
        return await this.#attempt(call, giveUpAt - Date.now());
      } catch (error) {
        const failure = asGalleyError(error, "The request failed.");
        if (attempt >= retries || !canRetry(failure)) throw failure;
        const delayMs = retryDelayMs(attempt, Math.random(), failure.retryAfterMs);
        if (Date.now() + delayMs >= giveUpAt) throw failure;
        await wait(delayMs, this.ending);
      }
    }
  }

  async #attempt(call: Call, leftMs: number): Promise<Answer> {
    const abort = new AbortController();
    const end = () => abort.abort();
    const timer = startTimer(end, Math.max(1, Math.min(this.#settings.timeoutMs, leftMs)));
    const takeBack = this.ending.add(end);
    try {
      const response = await this.open(call, abort.signal);
      const text = await response.text();
      if (response.ok || response.status === 304) {
        return { status: response.status, headers: response.headers, body: parseJson(text) };
      }
      throw refusalOf(response, text);
    } catch (error) {
      if (this.ending.isOver) throw new GalleyError("closed", "The client was closed.");
      if (abort.signal.aborted) {
        throw new GalleyError("timeout", "Galley did not answer in time.", { cause: error });
      }
      if (error instanceof GalleyError) throw error;
      throw new GalleyError("network", "Galley cannot be reached.", { cause: error });
    } finally {
      clearTimeout(timer);
      takeBack();
    }
  }

  /** One request without a retry, a time limit or a look at the answer: what streams begin with. */
  open({ method, path, headers, body }: Call, signal: AbortSignal): Promise<Response> {
    const { baseUrl, apiKey, fetch } = this.#settings;
    return fetch(baseUrl + path, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${apiKey}`,
        "user-agent": `galley-sdk/${version}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  }
}

/** A conflict that says when to come back is a repeat that was faster than the request it repeats. */
const canRetry = ({ code, status, retryAfterMs }: GalleyError) =>
  code === "timeout" ||
  code === "network" ||
  (status !== undefined && isRetryable(status)) ||
  (status === 409 && retryAfterMs !== undefined);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const CODES: Record<number, GalleyErrorCode> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  408: "timeout",
  429: "rate_limited",
};

/** Galley's refusal with its own sentence, which names what to do. */
export function refusalOf({ status, headers }: Response, text: string): GalleyError {
  const problem = parseJson(text);
  const detail = isRecord(problem) && typeof problem.detail === "string" ? problem.detail : null;
  const ofStatus = CODES[status] ?? (status >= 500 ? "unavailable" : "bad_request");
  // A proxy's 404 while Galley restarts must not read as "nothing is released".
  const code = ofStatus === "not_found" && detail === null ? "bad_response" : ofStatus;
  return new GalleyError(code, detail?.slice(0, 300) ?? `Galley answered with status ${status}.`, {
    status,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), Date.now()),
  });
}
