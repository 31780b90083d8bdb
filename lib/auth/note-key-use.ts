import "server-only";
import { LRUCache } from "lru-cache";
import { db } from "@/lib/db/client";
import { log } from "@/lib/http/log";

const MOST_KEYS = 5_000;
/** An application that is refused asks again at once; the same refusal is written so often at most. */
const AGAIN_AFTER_MS = 30_000;

const knownToWork = new LRUCache<string, true>({ max: MOST_KEYS });
const recentRefusals = new LRUCache<string, true>({ max: MOST_KEYS, ttl: AGAIN_AFTER_MS });

/** Notes that a key was allowed what it asked for: in the database once, and in memory from then on. */
export async function noteFirstUse(keyId: string): Promise<void> {
  if (knownToWork.has(keyId)) return;
  knownToWork.set(keyId, true);
  await write(keyId, { where: { firstUsedAt: null }, data: { firstUsedAt: new Date() } });
}

/** Notes why a key was refused, for whoever connects an application with it. */
export async function noteRefusal(keyId: string, message: string): Promise<void> {
  const refusal = `${keyId} ${message}`;
  if (recentRefusals.has(refusal)) return;
  recentRefusals.set(refusal, true);
  await write(keyId, {
    where: {},
    data: { lastRefusedAt: new Date(), lastRefusal: message },
  });
}

interface Note {
  where: { firstUsedAt?: null };
  data: { firstUsedAt: Date } | { lastRefusedAt: Date; lastRefusal: string };
}

/** While the database is away, a key that is known goes on working. */
async function write(id: string, { where, data }: Note): Promise<void> {
  await db.apiKey
    .updateMany({ where: { id, ...where }, data })
    .catch((error: unknown) => log().warn({ err: error }, "the use of a key could not be noted"));
}
