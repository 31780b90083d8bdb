import type { ServingDocument } from "../content/prompt-content";
import type { Emitter, StalePrompt } from "../events";
import { asGalleyError, type GalleyError, isGalleyError } from "../galley-error";
import type { Connection } from "../network/connection";
import { reconnectDelayMs } from "../network/retry-delay";
import { within } from "../network/timers";
import type { Settings } from "../options";
import { askGalley } from "./ask-galley";
import { chooseCopy } from "./choose-copy";
import { type Copy, type CopyEntry, createEntry, describeChange } from "./copy";
import { ageOf, decideRead } from "./freshness";

const MOST_ENTRIES = 1_000;
/** How long "nothing is released there" is believed. */
const ABSENT_MS = 5_000;

interface Parts {
  settings: Settings;
  connection: Connection;
  emitter: Emitter;
  /** Something was learned that a copy on disk should have. */
  onLearned: () => void;
  /** A prompt was asked for the first time: from here on changes are of interest. */
  onFirstRead: (entry: CopyEntry) => void;
}

/** The last known good copy of every prompt that was asked for, and the rules by which it is served and renewed. */
export class Copies {
  readonly entries = new Map<string, CopyEntry>();
  /** Served at any age until Galley has answered, for whoever gives one chooses that. */
  readonly bootstrap = new Map<string, Copy>();
  #parts: Parts;
  #freshMs: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { pollMs, maxAgeMs } = parts.settings;
    this.#freshMs = Math.min(pollMs || maxAgeMs / 2, maxAgeMs);
  }

  /** A copy that can be served without waiting for anything. */
  peek(key: string): Copy | null {
    const entry = this.entries.get(key);
    const copy = entry?.copy;
    if (!entry || !copy) return null;
    const now = Date.now();
    const step = decideRead(ageOf(key, copy, now), this.#limits);
    if (step === "refresh_first") return null;
    this.#use(entry);
    if (step === "serve_and_refresh" && now >= entry.pausedUntil) void this.refresh(entry);
    return copy;
  }

  /** The best copy that can be had, or why there is none. Never throws. */
  async read(key: string, { hasFallback }: { hasFallback: boolean }): Promise<Copy | GalleyError> {
    const entry = this.#entryOf(key);
    if (Date.now() >= entry.pausedUntil) {
      const { timeoutMs } = this.#parts.settings;
      const canDoWithout = hasFallback || entry.copy !== null || this.bootstrap.has(key);
      const loading = this.refresh(entry);
      // Whoever has something to serve waits for one attempt, not for retries.
      await (canDoWithout ? within(loading, timeoutMs, undefined) : loading);
    }
    this.#use(entry);
    const bootstrap = this.bootstrap.get(key);
    const { maxAgeMs, maxStaleMs } = this.#parts.settings;
    const copy = chooseCopy(entry, { bootstrap, maxStaleMs });
    if (isGalleyError(copy)) return copy;
    const ageMs = ageOf(key, copy, Date.now());
    if (ageMs > maxAgeMs && !entry.hasReportedStale) {
      entry.hasReportedStale = true;
      this.#parts.emitter.emit("stale", { prompt: key, ageMs });
    }
    return copy;
  }

  #use(entry: CopyEntry): void {
    const isFirst = entry.usedAt === 0;
    entry.usedAt = Date.now();
    if (isFirst) this.#parts.onFirstRead(entry);
  }

  /** Asks Galley, together with whoever asks the same. Never throws. */
  refresh(entry: CopyEntry): Promise<void> {
    entry.loading ??= this.#load(entry).finally(() => {
      entry.loading = null;
    });
    return entry.loading;
  }

  /** Prompts that are being served although they are older than `maxAgeMs`. */
  listStale(): StalePrompt[] {
    const now = Date.now();
    return [...this.entries.values()].flatMap(({ key, copy, hasReportedStale }) => {
      const shown = copy ?? this.bootstrap.get(key);
      return hasReportedStale && shown ? [{ prompt: key, ageMs: ageOf(key, shown, now) }] : [];
    });
  }

  /** A copy from disk; what Galley has said meanwhile stays. */
  seed(key: string, copy: Copy): void {
    const entry = this.#entryOf(key);
    entry.copy ??= copy;
  }

  /** What Galley says now: an answer, or an event of the stream. */
  apply(entry: CopyEntry, document: ServingDocument, etag: string | null): void {
    const previous = entry.copy;
    const wasAbsent = entry.lastError?.code === "not_found";
    entry.copy = { document, etag, confirmedAt: Date.now(), source: "network" };
    this.#settle(entry);
    const isOther = previous !== null && (etag === null || previous.etag !== etag);
    if (isOther || wasAbsent) this.#tell(entry, previous);
  }

  /** Galley says that it is still so. */
  confirm(entry: CopyEntry): void {
    if (!entry.copy) return;
    entry.copy.confirmedAt = Date.now();
    entry.copy.source = "network";
    this.#settle(entry);
  }

  /** Galley says that nothing is live: a copy of before would be wrong. */
  drop(entry: CopyEntry, error: GalleyError): void {
    const previous = entry.copy;
    entry.copy = null;
    entry.lastError = error;
    entry.pausedUntil = Date.now() + ABSENT_MS;
    this.#parts.onLearned();
    if (previous) this.#tell(entry, previous);
  }

  get #limits() {
    return { freshMs: this.#freshMs, maxAgeMs: this.#parts.settings.maxAgeMs };
  }

  #entryOf(key: string): CopyEntry {
    const present = this.entries.get(key);
    if (present) return present;
    const entry = createEntry(key);
    this.entries.set(key, entry);
    if (this.entries.size > MOST_ENTRIES) this.#evict(entry);
    return entry;
  }

  #evict(latest: CopyEntry): void {
    let oldest: CopyEntry | undefined;
    for (const entry of this.entries.values()) {
      if (entry !== latest && (!oldest || entry.usedAt < oldest.usedAt)) oldest = entry;
    }
    if (oldest) this.entries.delete(oldest.key);
  }

  async #load(entry: CopyEntry): Promise<void> {
    entry.turn += 1;
    const { turn } = entry;
    try {
      const { connection, settings } = this.#parts;
      const etag = entry.copy?.etag ?? null;
      const { environment } = settings;
      const answer = await askGalley(connection, { key: entry.key, environment, etag });
      if (turn < entry.appliedTurn) return;
      entry.appliedTurn = turn;
      if (answer === "unchanged") this.confirm(entry);
      else this.apply(entry, answer.document, answer.etag);
    } catch (error) {
      if (turn < entry.appliedTurn) return;
      this.#fail(entry, asGalleyError(error, "The answer could not be read."));
    }
  }

  #fail(entry: CopyEntry, error: GalleyError): void {
    if (error.code === "not_found") {
      this.drop(entry, error);
      return;
    }
    entry.failures += 1;
    entry.lastError = error;
    const delayMs = reconnectDelayMs(entry.failures, Math.random());
    entry.pausedUntil = Date.now() + Math.max(delayMs, error.retryAfterMs ?? 0);
    if (error.code !== "closed" && error.code !== "offline") {
      this.#parts.emitter.emit("error", error);
    }
  }

  #settle(entry: CopyEntry): void {
    entry.failures = 0;
    entry.pausedUntil = 0;
    entry.lastError = null;
    entry.hasReportedStale = false;
    this.#parts.onLearned();
  }

  #tell(entry: CopyEntry, previous: Copy | null): void {
    this.#parts.emitter.emit("change", describeChange(entry, previous));
  }
}
