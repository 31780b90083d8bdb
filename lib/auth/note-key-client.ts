import "server-only";
import { LRUCache } from "lru-cache";
import { db } from "@/lib/db/client";
import { log } from "@/lib/http/log";
import { keyClientOf } from "./key-client";

const AGAIN_AFTER_MS = 60_000;
const MOST_RECENT = 10_000;
/** Whoever has a key may call itself anything: so many names of a key are kept, and written in a minute. */
export const MOST_CLIENTS = 20;

/** Keys with what their requests say of the program that sends them, which is read once a minute. */
const recent = new LRUCache<string, true>({ max: MOST_RECENT, ttl: AGAIN_AFTER_MS });
const writes = new LRUCache<string, number>({ max: MOST_RECENT, ttl: AGAIN_AFTER_MS });

/**
 * Notes which program a key is used by: at most once a minute and client, else it costs a look into memory. Null:
 * there is nothing to write, and nothing to wait for.
 */
export function noteKeyClient(
  keyId: string,
  header: (name: string) => string | null | undefined,
): Promise<void> | null {
  const agent = header("user-agent") ?? "";
  const words = `${keyId} ${header("x-langfuse-sdk-name") ?? ""} ${agent}`;
  if (recent.has(words)) return null;
  recent.set(words, true);
  const client = keyClientOf(header);
  const written = writes.get(keyId) ?? 0;
  if (client === null || written >= MOST_CLIENTS) return null;
  writes.set(keyId, written + 1, { noUpdateTTL: true });
  return write(keyId, client).catch((error: unknown) =>
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
