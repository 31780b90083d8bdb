import { parseDocument } from "../content/parse-document";
import type { Copies } from "../copies/copies";
import type { CopyEntry } from "../copies/copy";
import { isNumbered } from "../copies/freshness";
import { GalleyError } from "../galley-error";
import type { Settings } from "../options";
import { type Connection, refusalOf } from "./connection";
import { createEventParser, type ServerEvent } from "./parse-events";
import { reconnectDelayMs } from "./retry-delay";
import { startTimer, wait } from "./timers";

/** Connections that stay open, at most; prompts beyond that are asked for from time to time. */
const MOST_STREAMS = 20;
/** Galley says every 15 s that it is still there; after two such times without a word the connection is dead. */
const SILENCE_MS = 35_000;
const HEALTHY_MS = 60_000;
/** An open stream keeps Node alive: a script that is done by then ends by itself. */
const CONNECT_AFTER_MS = 300;
/** What nobody has read for so long is not asked for by itself. */
const IDLE_MS = 600_000;

/** Keeps copies right by itself: by push where that works, else by asking from time to time. */
export class Watcher {
  #settings: Settings;
  #connection: Connection;
  #copies: Copies;
  #streams = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings, connection: Connection, copies: Copies) {
    this.#settings = settings;
    this.#connection = connection;
    this.#copies = copies;
  }

  watch(entry: CopyEntry): void {
    if (isNumbered(entry.key) || this.#settings.isOffline || this.#isClosed) return;
    this.#timer ??= this.#schedulePoll();
    if (!this.#settings.isStreaming || this.#streams >= MOST_STREAMS) return;
    this.#streams += 1;
    void this.#follow(entry).finally(() => {
      this.#streams -= 1;
      entry.isStreaming = false;
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  get #isClosed(): boolean {
    return this.#connection.ending.isOver;
  }

  #schedulePoll(): ReturnType<typeof setTimeout> | undefined {
    const { pollMs } = this.#settings;
    if (pollMs === 0 || this.#isClosed) return undefined;
    return startTimer(
      () => {
        this.#poll();
        this.#timer = this.#schedulePoll();
      },
      // So that many processes that started together do not ask together.
      pollMs * (0.9 + 0.2 * Math.random()),
    );
  }

  #poll(): void {
    const now = Date.now();
    for (const entry of this.#copies.entries.values()) {
      const isWanted = now - entry.usedAt < IDLE_MS && now >= entry.pausedUntil;
      if (isWanted && !entry.isStreaming && !isNumbered(entry.key)) {
        void this.#copies.refresh(entry);
      }
    }
  }

  /** Until the client is closed, the key is refused, or the prompt is forgotten. */
  async #follow(entry: CopyEntry): Promise<void> {
    const { ending } = this.#connection;
    await wait(CONNECT_AFTER_MS, ending, { isIdle: true });
    let failures = 0;
    while (!this.#isClosed && this.#copies.entries.get(entry.key) === entry) {
      const startedAt = Date.now();
      const end = await this.#read(entry);
      entry.isStreaming = false;
      if (end === "refused") return;
      failures = Date.now() - startedAt >= HEALTHY_MS ? 1 : failures + 1;
      await wait(reconnectDelayMs(failures, Math.random()), ending, { isIdle: true });
    }
  }

  /** One connection, from its beginning to its end. Never throws: reads and polls report what is wrong. */
  async #read(entry: CopyEntry): Promise<"refused" | "over"> {
    const abort = new AbortController();
    const end = () => abort.abort();
    const takeBack = this.#connection.ending.add(end);
    let timer = startTimer(end, SILENCE_MS);
    try {
      const response = await this.#open(entry, abort.signal);
      if (!response.ok || !response.body) {
        const { code } = refusalOf(response, await response.text());
        return code === "unauthenticated" || code === "forbidden" ? "refused" : "over";
      }
      entry.isStreaming = true;
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      const parse = createEventParser();
      for (let isFirst = true; ; isFirst = false) {
        const { done, value } = await reader.read();
        if (done) return "over";
        clearTimeout(timer);
        timer = startTimer(end, SILENCE_MS);
        const { events, comments } = parse(decoder.decode(value, { stream: true }));
        for (const event of events) this.#take(entry, event);
        // The first line comes before the look at what is live.
        if (comments > 0 && !isFirst) this.#copies.confirm(entry);
      }
    } catch {
      return "over";
    } finally {
      clearTimeout(timer);
      takeBack();
      abort.abort();
    }
  }

  async #open(entry: CopyEntry, signal: AbortSignal): Promise<Response> {
    const { environment } = this.#settings;
    const place = `prompts/${encodeURIComponent(entry.key)}/serving/stream`;
    const rest = `${place}?environment=${encodeURIComponent(environment)}`;
    const path = await this.#connection.pathOf(rest);
    const etag = entry.copy?.etag;
    const headers = { accept: "text/event-stream", ...(etag ? { "last-event-id": etag } : {}) };
    return this.#connection.open({ method: "GET", path, headers }, signal);
  }

  #take(entry: CopyEntry, { event, id, data }: ServerEvent): void {
    entry.turn += 1;
    entry.appliedTurn = entry.turn;
    if (event === "offline") {
      const message = `Nothing is released of ${entry.key} to ${this.#settings.environment} any more.`;
      this.#copies.drop(entry, new GalleyError("not_found", message));
      return;
    }
    if (event !== "serving") return;
    try {
      this.#copies.apply(entry, parseDocument(JSON.parse(data)), id);
    } catch {
      // Said in a way that this version does not understand, or cut: the whole answer may be better.
      void this.#copies.refresh(entry);
    }
  }
}
