import "server-only";
import { setTimeout } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { isAppError } from "@/lib/http/app-error";
import { log } from "@/lib/http/log";
import { loadServing, type Place, type Serving } from "./serving-document";

const MOST_PLACES = 10_000;
/** While changes are not heard of, what is kept is looked at again this often. */
const DEAF_RECHECK_MS = 1_000;
/** Also while they are: a change that was somehow missed is served late, never for ever. */
const RECHECK_MS = 60_000;
/** So long a question waits for a database that hangs, before it gets what is known. */
const PATIENCE_MS = 1_000;

interface CacheEntry {
  place: Place;
  serving: Serving | null;
  readAt: number;
  isStale: boolean;
  /** One question to the database for everybody who waits for the same place. */
  loading: Promise<Serving> | null;
  /** Counts questions and changes: the answer to a question from before a change is not kept. */
  turn: number;
}

export interface ServingCache {
  entries: LRUCache<string, CacheEntry>;
  isListening: boolean;
  /** Called with the serving of a place that may have changed. */
  subscribers: Map<string, Set<() => void>>;
}

// The server bundle and Next's bundle are two module graphs in one process: one memory for both.
const shared = globalThis as { galleyServing?: ServingCache };

export function servingCache(): ServingCache {
  shared.galleyServing ??= {
    entries: new LRUCache({ max: MOST_PLACES }),
    isListening: false,
    subscribers: new Map(),
  };
  return shared.galleyServing;
}

const keyOf = ({ projectId, prompt, environment }: Place) =>
  `${projectId}\n${environment}\n${prompt}`;

/**
 * What is live at a place: from memory when it is known and nothing has changed since, else from the
 * database. When that does not answer, the last known is served however old it is; with nothing known the
 * error goes on, for "I cannot say" must never read as "nothing is released".
 */
export async function getCachedServing(place: Place): Promise<Serving> {
  const key = keyOf(place);
  return servingNow(place) ?? load(key, place, servingCache().entries.get(key));
}

/** The same without a question to the database: null when there has to be one. */
export function servingNow(place: Place): Serving | null {
  const { entries, isListening } = servingCache();
  const entry = entries.get(keyOf(place));
  // While it is read again, what is kept may be what was before.
  if (!entry?.serving || entry.isStale || entry.loading) return null;
  const age = Date.now() - entry.readAt;
  return age < (isListening ? RECHECK_MS : DEAF_RECHECK_MS) ? entry.serving : null;
}

/** Whether something was live there when it was read last: then no question waits for the database long. */
export function isKnownPlace(place: Place): boolean {
  return servingCache().entries.peek(keyOf(place))?.serving != null;
}

async function load(
  key: string,
  place: Place,
  cachedEntry: CacheEntry | undefined,
): Promise<Serving> {
  const entry = cachedEntry ?? {
    place,
    serving: null,
    readAt: 0,
    isStale: true,
    loading: null,
    turn: 0,
  };
  if (!cachedEntry) servingCache().entries.set(key, entry);
  const loading = entry.loading ?? loadInto(key, entry);
  entry.loading = loading;
  if (!entry.serving) return loading;
  const last = { ...entry.serving, lastKnownAt: entry.readAt };
  return Promise.race([loading, setTimeout(PATIENCE_MS, last, { ref: false })]);
}

async function loadInto(key: string, entry: CacheEntry): Promise<Serving> {
  // Cleared first: what changes while this is under way makes it stale again.
  entry.isStale = false;
  entry.turn += 1;
  const { turn } = entry;
  try {
    const serving = await loadServing(entry.place);
    if (entry.turn === turn) {
      entry.serving = serving;
      entry.readAt = Date.now();
    }
    return serving;
  } catch (error) {
    if (isAppError(error) || !entry.serving) {
      servingCache().entries.delete(key);
      throw error;
    }
    log().warn({ err: error, place: entry.place }, "serving the last known version");
    entry.isStale = true;
    return { ...entry.serving, lastKnownAt: entry.readAt };
  } finally {
    if (entry.turn === turn) entry.loading = null;
  }
}

/** Something else may be live there: the next question goes to the database, and streams look again. */
export function markStale(change: { promptId: string; environmentId: string } | "all"): void {
  const { entries, subscribers } = servingCache();
  for (const [key, entry] of entries) {
    const isMeant =
      change === "all" ||
      (entry.serving?.promptId === change.promptId &&
        entry.serving.environmentId === change.environmentId);
    // One that is being read now for the first time has no ids yet: it may have read what was before.
    if (!isMeant && entry.serving) continue;
    entry.isStale = true;
    entry.turn += 1;
    // What is being read now may be what was before: nobody who asks from here on waits for that.
    entry.loading = null;
    for (const tell of subscribers.get(key) ?? []) tell();
  }
}

/** @returns a function that ends it */
export function subscribe(place: Place, tell: () => void): () => void {
  const { subscribers } = servingCache();
  const key = keyOf(place);
  const listeners = subscribers.get(key) ?? new Set();
  listeners.add(tell);
  subscribers.set(key, listeners);
  return () => {
    listeners.delete(tell);
    if (listeners.size === 0) subscribers.delete(key);
  };
}
