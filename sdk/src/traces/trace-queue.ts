import { isRecord } from "../../../lib/http/body/is-record";
import type { Emitter } from "../events";
import { asGalleyError, GalleyError } from "../galley-error";
import type { Connection } from "../network/connection";
import { isRetryable } from "../network/retry-delay";
import { startTimer } from "../network/timers";
import type { Settings } from "../options";
import type { TraceInput } from "./trace-input";

const MOST_IN_BATCH = 100;
/** Galley takes 20 MB; a batch is smaller, so that one that is refused loses little. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Sends traces in batches, some time after they came. What cannot be sent stays until there is no room; what is
 * dropped is counted and told. Traces have ids, so sending one twice does no harm.
 */
export class TraceQueue {
  #settings: Settings;
  #connection: Connection;
  #emitter: Emitter;
  /** As JSON: what the application changes later is not sent, and what cannot be written is noticed at once. */
  #waiting: string[] = [];
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #hasFailed = false;
  /** Reported once, until there is room again: an application may send thousands a second. */
  #hasReportedFull = false;
  /** How many were lost, for want of room or because Galley refused them. */
  dropped = 0;

  constructor(settings: Settings, connection: Connection, emitter: Emitter) {
    this.#settings = settings;
    this.#connection = connection;
    this.#emitter = emitter;
  }

  add(trace: TraceInput): void {
    const { maxQueue, isOffline } = this.#settings;
    if (isOffline) return;
    const text = writeJson(trace);
    if (text === null) this.#drop(1, "it cannot be written as JSON");
    else if (this.#isClosed) this.#drop(1, "the client was closed");
    else if (this.#waiting.length < maxQueue) this.#push(text);
    else if (this.#hasReportedFull) this.dropped += 1;
    else {
      this.#hasReportedFull = true;
      this.#drop(1, `${maxQueue} are waiting already; more may follow`);
    }
  }

  #push(text: string): void {
    this.#waiting.push(text);
    // After a failure the timer decides, or every trace would ask a server that is down.
    const isFull = this.#waiting.length >= MOST_IN_BATCH && !this.#hasFailed;
    if (isFull) void this.flush();
    else this.#timer ??= startTimer(() => void this.flush(), this.#settings.flushMs);
  }

  /** Resolves when everything that came before has been sent or has failed. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const earlier = this.#sending;
    if (earlier) await earlier;
    // Whoever came while that was under way may have begun with the rest.
    if (this.#sending) return this.#sending;
    if (this.#waiting.length === 0) return;
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = null;
    });
    await this.#sending;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isClosed = true;
    if (this.#waiting.length > 0) this.#drop(this.#waiting.length, "the client was closed");
    this.#waiting = [];
  }

  async #sendAll(): Promise<void> {
    let remaining = this.#waiting.length;
    while (remaining > 0) {
      const batch = takeBatch(this.#waiting, remaining);
      this.#hasFailed = !(await this.#send(batch));
      if (this.#hasFailed) {
        this.#timer ??= startTimer(() => void this.flush(), this.#settings.flushMs * 5);
        return;
      }
      this.#waiting.splice(0, batch.length);
      this.#hasReportedFull = false;
      remaining -= batch.length;
    }
  }

  /** False: it may work later. */
  async #send(batch: readonly string[]): Promise<boolean> {
    try {
      const path = await this.#connection.pathOf("traces");
      const body = `{"traces":[${batch.join(",")}]}`;
      const answer = await this.#connection.send({ method: "POST", path, body });
      this.#tellRejected(answer.body);
      return true;
    } catch (error) {
      const failure = asGalleyError(error, "Traces could not be sent.");
      if (failure.code === "closed") return false;
      this.#emitter.emit("error", failure);
      if (isRetryable(failure.status)) return false;
      this.#drop(batch.length, "Galley refused them");
      return true;
    }
  }

  #tellRejected(body: unknown): void {
    const rejected = isRecord(body) && Array.isArray(body.rejected) ? body.rejected : [];
    if (rejected.length === 0) return;
    const [first] = rejected;
    const why = isRecord(first) ? String(first.message) : "no reason given";
    this.#drop(rejected.length, why);
  }

  #drop(count: number, why: string): void {
    this.dropped += count;
    const what = count === 1 ? "A trace was" : `${count} traces were`;
    this.#emitter.emit("error", new GalleyError("dropped", `${what} dropped: ${why}.`));
  }
}

function takeBatch(waiting: readonly string[], most: number): string[] {
  const batch: string[] = [];
  let characters = 0;
  for (const text of waiting.slice(0, Math.min(most, MOST_IN_BATCH))) {
    characters += text.length;
    if (batch.length > 0 && characters > MOST_CHARACTERS) break;
    batch.push(text);
  }
  return batch;
}

function writeJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
