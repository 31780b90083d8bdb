import { hash } from "node:crypto";
import { isAppError } from "@/lib/http/app-error";
import type { Actor } from "./actor";
import { findActor, parseBearer } from "./find-actor";
import { findKey } from "./find-key";

/** How long a revoked key still works where it is not looked up at every request. */
export const KEY_IS_FRESH_MS = 4_000;
/** How long a key that was good stays good while the database does not answer. */
const KEY_IS_KEPT_MS = 60 * 60_000;
const MOST_KEYS = 5_000;

interface CachedActor {
  actor: Promise<Actor>;
  /** The same when it is there; null while it is looked up. */
  settled: Actor | null;
  readAt: number;
  /** The last answer that came; what counts while the database is away. */
  last: { actor: Actor; at: number } | null;
}

const shared = globalThis as { galleyKnownActors?: Map<string, CachedActor> };

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
  const header = request.headers.get("authorization") ?? "";
  return loadCachedActor("", header, () => findKey(parseBearer(request) ?? "", null));
}

async function loadCachedActor(
  projectSlug: string,
  header: string,
  read: () => Promise<Actor>,
): Promise<Actor> {
  shared.galleyKnownActors ??= new Map();
  const actors = shared.galleyKnownActors;
  const id = idOf(projectSlug, header);
  const before = actors.get(id);
  if (before && Date.now() - before.readAt < KEY_IS_FRESH_MS) return before.actor;
  const entry: CachedActor = {
    actor: lookUp(read, before?.last ?? null),
    settled: null,
    readAt: Date.now(),
    last: before?.last ?? null,
  };
  actors.delete(id);
  actors.set(id, entry);
  if (actors.size > MOST_KEYS) actors.delete(actors.keys().next().value ?? "");
  try {
    const actor = await entry.actor;
    entry.settled = actor;
    if (actor !== before?.last?.actor) entry.last = { actor, at: Date.now() };
    return actor;
  } catch (error) {
    if (actors.get(id) === entry) actors.delete(id);
    throw error;
  }
}

/** The same without a look-up: null when there has to be one. */
export function knownActorNow(header: string, projectSlug: string): Actor | null {
  const actor = shared.galleyKnownActors?.get(idOf(projectSlug, header));
  if (!actor?.settled || Date.now() - actor.readAt >= KEY_IS_FRESH_MS) return null;
  return actor.settled;
}

/** The key itself is kept nowhere in memory. */
const idOf = (projectSlug: string, header: string) =>
  hash("sha256", `${projectSlug}\n${header}`, "base64");

async function lookUp(read: () => Promise<Actor>, last: CachedActor["last"]): Promise<Actor> {
  try {
    return await read();
  } catch (error) {
    const isRefused = isAppError(error);
    if (!isRefused && last && Date.now() - last.at < KEY_IS_KEPT_MS) return last.actor;
    throw error;
  }
}
