import "server-only";
import { LRUCache } from "lru-cache";
import { db } from "@/lib/db/client";
import { log } from "@/lib/http/log";
import { keyClientOf } from "./key-client";

const AGAIN_AFTER_MS = 60_000;
const MOST_RECENT = 10_000;
/** Whoever has a key may call itself anything: so many names of a key are kept, and written in a minute. */
export const MOST_CLIENTS = 20;

const recent = new LRUCache<string, true>({ max: MOST_RECENT, ttl: AGAIN_AFTER_MS });
const writes = new LRUCache<string, number>({ max: MOST_RECENT, ttl: AGAIN_AFTER_MS });

/**
 * Notes which program a key is used by: at most once a minute and client, else it costs a look into memory. Never
 * in the way of the request.
 */
export async function noteKeyClient(
  keyId: string,
  header: (name: string) => string | null | undefined,
): Promise<void> {
  const client = keyClientOf(header);
  if (client === null || recent.has(`${keyId} ${client}`)) return;
  const written = writes.get(keyId) ?? 0;
  if (written >= MOST_CLIENTS) return;
  writes.set(keyId, written + 1, { noUpdateTTL: true });
  recent.set(`${keyId} ${client}`, true);
  await write(keyId, client).catch((error: unknown) =>
    log().warn({ err: error }, "the client of a key could not be noted"),
  );
}

async function write(keyId: string, client: string): Promise<void> {
  const lastSeenAt = new Date();
  await db.apiKeyClient.upsert({
    where: { keyId_client: { keyId, client } },
    create: { keyId, client, lastSeenAt },
    update: { lastSeenAt },
  });
  await db.$executeRaw`
    delete from api_key_client where key_id = ${keyId}::uuid and client not in (
      select client from api_key_client where key_id = ${keyId}::uuid
      order by last_seen_at desc limit ${MOST_CLIENTS})`;
}
