import "server-only";
import { hash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { isAppError } from "@/lib/http/app-error";
import type { Actor } from "./actor";
import { findActor, parseBearer } from "./find-actor";
import { findKey } from "./find-key";

/** How long a revoked key still works where it is not looked up at every request. */
export const KEY_IS_FRESH_MS = 1_500;
/** How long a key that was good stays good while the database does not answer. */
const KEY_IS_KEPT_MS = 60 * 60_000;
/** How long a database that hangs is waited for before a key that was good is taken for good. */
const PATIENCE_MS = 1_000;
const MOST_KEYS = 5_000;

interface CachedActor {
  actor: Actor;
  /** When the database last said so; it counts on while the database is away. */
  confirmedAt: number;
}
type Lookup = () => Promise<Actor>;

// The server bundle and Next's bundle are two module graphs in one process: one cache for both.
const shared = globalThis as { galleyActors?: LRUCache<string, CachedActor, Lookup> };

function actorCache() {
  shared.galleyActors ??= new LRUCache<string, CachedActor, Lookup>({
    max: MOST_KEYS,
    ttl: KEY_IS_FRESH_MS,
    // By the clock that `confirmedAt` goes by.
    perf: { now: () => Date.now() },
    // The last answer stays, for when the database does not give another.
    noDeleteOnStaleGet: true,
    ignoreFetchAbort: true,
    fetchMethod: (_id, last, { context: lookUp }) => confirm(lookUp, last),
  });
  return shared.galleyActors;
}

/**
 * Who asks, for what applications ask at every request of their own: an API key is looked up at most every
 * few seconds, and stays known while the database is away. Refusals are never kept, sessions neither.
 */
export async function findCachedActor(request: Request, projectSlug: string): Promise<Actor> {
  const header = request.headers.get("authorization");
  if (!header) return findActor(request, projectSlug);
  return loadCachedActor(projectSlug, header, () => findActor(request, projectSlug));
}

/** The same where the address names no project: the API key says which one it is. */
export async function findCachedKey(request: Request): Promise<Actor> {
  const key = parseBearer(request) ?? request.headers.get("x-api-key") ?? "";
  return loadCachedActor("", key, () => findKey(key, null));
}

async function loadCachedActor(
  projectSlug: string,
  header: string,
  lookUp: Lookup,
): Promise<Actor> {
  const { actor } = await actorCache().forceFetch(idOf(projectSlug, header), { context: lookUp });
  return actor;
}

/** The same without a look-up: null when there has to be one. */
export function knownActorNow(headers: KeyHeaders, projectSlug: string): Actor | null {
  const id = idOfHeaders(headers, projectSlug);
  return (id && actorCache().get(id)?.actor) || null;
}

/** The actor that a key had when it was looked up last, however long ago; null when it was refused since. */
export function lastActorOf(headers: KeyHeaders, projectSlug: string): Actor | null {
  const id = idOfHeaders(headers, projectSlug);
  return (id && actorCache().peek(id, { allowStale: true })?.actor) || null;
}

interface KeyHeaders {
  authorization?: string | undefined;
}

/** Of the headers of one connection, which stay the same object while it sends the same ones. */
const ids = new WeakMap<KeyHeaders, { projectSlug: string; id: string }>();

function idOfHeaders(headers: KeyHeaders, projectSlug: string): string | null {
  const { authorization } = headers;
  if (!authorization) return null;
  const last = ids.get(headers);
  if (last?.projectSlug === projectSlug) return last.id;
  const id = idOf(projectSlug, authorization);
  ids.set(headers, { projectSlug, id });
  return id;
}

/** The key itself is kept nowhere in memory. */
const idOf = (projectSlug: string, header: string) =>
  hash("sha256", `${projectSlug}\n${header}`, "base64");

async function confirm(lookUp: Lookup, last: CachedActor | undefined): Promise<CachedActor> {
  if (!last || Date.now() - last.confirmedAt >= KEY_IS_KEPT_MS) {
    return { actor: await lookUp(), confirmedAt: Date.now() };
  }
  try {
    const actor = await Promise.race([lookUp(), setTimeout(PATIENCE_MS, null, { ref: false })]);
    return actor ? { actor, confirmedAt: Date.now() } : last;
  } catch (error) {
    if (isAppError(error)) throw error;
    return last;
  }
}
