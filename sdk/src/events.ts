import { asGalleyError, type GalleyError } from "./galley-error";

/** What is live for a prompt has changed. */
export interface PromptChange {
  prompt: string;
  /** The stable version; null when nothing is live any more. */
  version: number | null;
  previousVersion: number | null;
  /** The candidate of a rollout and its share in percent. */
  candidate: { version: number; percent: number } | null;
}

/** A prompt is served from a copy that is older than `maxAgeMs`, because Galley cannot be asked. */
export interface StalePrompt {
  prompt: string;
  ageMs: number;
}

export interface GalleyEvents {
  change: PromptChange;
  stale: StalePrompt;
  error: GalleyError;
}

type Handlers = { [E in keyof GalleyEvents]: Set<(payload: GalleyEvents[E]) => void> };

const SAME_MESSAGE_MS = 60_000;

/** Handlers can neither break the client nor each other; an error that nobody listens to is logged. */
export class Emitter {
  #handlers: Handlers = { change: new Set(), stale: new Set(), error: new Set() };
  #log: (message: string) => void;
  #loggedAt = new Map<string, number>();

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** @returns a function that ends it */
  on<E extends keyof GalleyEvents>(
    event: E,
    handler: (payload: GalleyEvents[E]) => void,
    signal: AbortSignal | undefined,
  ): () => void {
    const handlers: Set<(payload: GalleyEvents[E]) => void> = this.#handlers[event];
    const end = () => {
      handlers.delete(handler);
      signal?.removeEventListener("abort", end);
    };
    if (signal?.aborted) return end;
    handlers.add(handler);
    signal?.addEventListener("abort", end);
    return end;
  }

  emit<E extends keyof GalleyEvents>(event: E, payload: GalleyEvents[E]): void {
    const handlers: Set<(payload: GalleyEvents[E]) => void> = this.#handlers[event];
    for (const handler of [...handlers]) this.call(handler, payload);
    if (event === "error" && handlers.size === 0) this.warn((payload as GalleyError).message);
  }

  call<P>(handler: (payload: P) => void, payload: P): void {
    try {
      handler(payload);
    } catch (error) {
      this.warn(`A handler threw: ${asGalleyError(error, String(error)).message}`);
    }
  }

  /** The same message at most once a minute. */
  warn(message: string): void {
    const now = Date.now();
    const last = this.#loggedAt.get(message);
    if (last !== undefined && now - last < SAME_MESSAGE_MS) return;
    if (this.#loggedAt.size > 100) this.#loggedAt.clear();
    this.#loggedAt.set(message, now);
    try {
      this.#log(`galley-sdk: ${message}`);
    } catch {
      // A logger that throws is no reason to break its host.
    }
  }
}
