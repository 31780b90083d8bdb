import { makeFallbackHandle, makeHandle } from "./content/make-handle";
import type { PromptHandle } from "./content/prompt-handle";
import { Copies } from "./copies/copies";
import type { CopyEntry } from "./copies/copy";
import { ageOf, isNumbered, keyOf } from "./copies/freshness";
import type { Snapshot } from "./copies/snapshot";
import { Storage } from "./copies/storage";
import { Emitter, type GalleyEvents } from "./events";
import { asGalleyError, isGalleyError } from "./galley-error";
import type { PromptName } from "./index";
import { Connection } from "./network/connection";
import { within } from "./network/timers";
import { Watcher } from "./network/watcher";
import { type GalleyOptions, parseOptions, type Settings } from "./options";
import { randomId } from "./random-id";
import type {
  OutcomeInput,
  OutcomeResult,
  PrefetchResult,
  PromptOptions,
  ReadyResult,
} from "./requests";
import { sendOutcome } from "./traces/send-outcome";
import type { TraceInput } from "./traces/trace-input";
import { TraceQueue } from "./traces/trace-queue";
import { type TrackDetails, type TrackedCall, trackCall } from "./traces/track-call";

/** A client for one project and environment. Make one for the whole process, and `close` it at the end. */
export class Galley {
  #settings: Settings;
  #emitter: Emitter;
  #connection: Connection;
  #copies: Copies;
  #watcher: Watcher;
  #queue: TraceQueue;
  #storage: Storage;
  #isLoaded = false;
  #started: Promise<ReadyResult>;
  #sending = new Set<Promise<unknown>>();

  /** Throws `bad_option`. Nothing else here ever throws because Galley cannot be reached, `prompt` excepted. */
  constructor(options: GalleyOptions) {
    const settings = parseOptions(options);
    this.#settings = settings;
    this.#emitter = new Emitter(settings.log);
    this.#connection = new Connection(settings);
    this.#copies = new Copies({
      settings,
      connection: this.#connection,
      emitter: this.#emitter,
      onLearned: () => this.#storage.saveSoon(),
      onFirstRead: (entry: CopyEntry) => this.#watcher.watch(entry),
    });
    this.#watcher = new Watcher(settings, this.#connection, this.#copies);
    this.#queue = new TraceQueue(settings, this.#connection, this.#emitter);
    this.#storage = new Storage(options, settings, this.#connection, this.#copies, this.#emitter);
    this.#started = this.#start(options.prompts ?? []);
  }

  async #start(names: readonly string[]): Promise<ReadyResult> {
    await this.#storage.load();
    this.#isLoaded = true;
    const copies = await Promise.all(
      names.map((name) => this.#copies.read(name, { hasFallback: false })),
    );
    const failed = copies.find(isGalleyError);
    if (failed) return { source: "none", error: failed };
    const sources = copies.flatMap((copy) => (isGalleyError(copy) ? [] : [copy.source]));
    const worst = (["bootstrap", "disk", "network"] as const).find((one) => sources.includes(one));
    return { source: worst ?? "none" };
  }

  /**
   * The prompt for this unit: from memory when Galley confirmed it lately, else after asking. Rejects with a
   * `GalleyError` only when there is neither a copy within `maxStaleMs` nor a bootstrap nor a fallback.
   */
  async prompt<N extends PromptName>(
    name: N,
    options: PromptOptions = {},
  ): Promise<PromptHandle<N>> {
    const { unit, version, fallback, traceId } = options;
    if (!this.#isLoaded) await this.#storage.load();
    const key = keyOf(name, version);
    const copy =
      this.#copies.peek(key) ??
      (await this.#copies.read(key, { hasFallback: fallback !== undefined }));
    const place = {
      name,
      project: this.#connection.project ?? "",
      environment: this.#settings.environment,
      unit: unit === undefined || unit === null ? undefined : String(unit),
      traceId,
    };
    if (!isGalleyError(copy)) {
      const ageMs = ageOf(key, copy, Date.now());
      const isStale = ageMs > this.#settings.maxAgeMs;
      return makeHandle(place, copy, { isNumbered: isNumbered(key), ageMs, isStale });
    }
    if (fallback === undefined) throw copy;
    return makeFallbackHandle(place, fallback);
  }

  /** Fetches prompts before they are needed. Never rejects: those that could not be had are named with the reason. */
  async prefetch(names: readonly string[]): Promise<PrefetchResult> {
    await this.#storage.load();
    const results = await Promise.all(
      names.map(async (name) => {
        const copy = await this.#copies.read(name, { hasFallback: false });
        return isGalleyError(copy) ? [{ name, error: copy }] : [];
      }),
    );
    return { failed: results.flat() };
  }

  /** Waits for the prompts of the option `prompts`, at most `timeoutMs` (default 10,000). Never rejects. */
  ready({ timeoutMs = 10_000 }: { timeoutMs?: number } = {}): Promise<ReadyResult> {
    return within(this.#started, timeoutMs, { source: "timeout" });
  }

  /**
   * Calls `handler` for every event, until the function that is returned is called or `signal` is aborted. Who
   * listens to `stale` late is told of prompts that are stale now. Without a handler for `error`, errors are logged.
   */
  on<E extends keyof GalleyEvents>(
    event: E,
    handler: (payload: GalleyEvents[E]) => void,
    { signal }: { signal?: AbortSignal } = {},
  ): () => void {
    const end = this.#emitter.on(event, handler, signal);
    if (event === "stale" && !signal?.aborted) {
      for (const notice of this.#copies.listStale()) {
        this.#emitter.call(handler, notice as GalleyEvents[E]);
      }
    }
    return end;
  }

  /**
   * Runs one call with a prompt and sends its trace: time, tokens, an error. Returns or throws what `work` does.
   */
  track<T>(
    handle: PromptHandle,
    work: (call: TrackedCall) => T | Promise<T>,
    details: TrackDetails = {},
  ): Promise<T> {
    return trackCall(handle, work, details, (trace) => this.trace(trace));
  }

  /** Sends a trace later, together with others. Never throws; what is lost is told by `on("error")`. */
  trace(trace: TraceInput): void {
    this.#queue.add(trace);
  }

  /** Traces that were lost, for want of room or because Galley refused them. */
  get droppedTraces(): number {
    return this.#queue.dropped;
  }

  /**
   * Says how a request ended, from this or another process, at once or days later, also before its trace came.
   * Never rejects: what went wrong is in the result and told by `on("error")`.
   */
  async outcome(token: string, input: OutcomeInput): Promise<OutcomeResult> {
    const sending = sendOutcome(this.#connection, token, input);
    this.#sending.add(sending);
    try {
      await sending;
      return { isAccepted: true };
    } catch (cause) {
      const error = asGalleyError(cause, "The outcome could not be sent.");
      this.#emitter.emit("error", error);
      return { isAccepted: false, error };
    } finally {
      this.#sending.delete(sending);
    }
  }

  /**
   * Calls any route of the API, in the key's project unless `path` begins with `/`, and gives the parsed answer. A POST
   * that is sent again is carried out once.
   */
  async request(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    const answer = await this.#connection.send({
      method,
      path: path.startsWith("/") ? path : await this.#connection.pathOf(path),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(method === "POST" ? { headers: { "idempotency-key": randomId() } } : {}),
    });
    return answer.body;
  }

  /** What is known now, for the option `bootstrap` of another process. Prompts that are named are fetched first. */
  async snapshot(names: readonly string[] = []): Promise<Snapshot> {
    await this.prefetch(names);
    return this.#storage.snapshot();
  }

  /** Sends what waits: traces and outcomes that came before. Never rejects. */
  async flush(): Promise<void> {
    await Promise.allSettled([this.#queue.flush(), ...this.#sending]);
  }

  /**
   * Sends what waits, at most for `timeoutMs` (default 5,000), then ends streams and timers. Prompts in memory are
   * still served. Never rejects.
   */
  async close({ timeoutMs = 5_000 }: { timeoutMs?: number } = {}): Promise<void> {
    this.#watcher.close();
    await within(Promise.all([this.flush(), this.#storage.saveNow()]), timeoutMs, undefined);
    this.#connection.ending.end();
    this.#queue.close();
  }
}
