import "server-only";
import { LRUCache } from "lru-cache";
import { canonicalJson } from "@/lib/http/body/canonical-json";

/** About 24 MB of JSON in all; what was asked for longest ago goes first. */
const MOST_CHARACTERS = 24_000_000;

/** In a box, since the cache takes null for no answer at all. */
type Box = { value: unknown };
type Work = () => Promise<unknown>;

// The server bundle and Next's bundle are two module graphs in one process: one cache for both.
const shared = globalThis as { galleyCache?: LRUCache<string, Box, Work> };

function makeCache() {
  return new LRUCache<string, Box, Work>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ value }, id) => id.length + (JSON.stringify(value)?.length ?? 0),
    fetchMethod: async (_id, _before, { context: work }) => ({ value: await work() }),
    // Whoever waits for an answer gets it, even when others have taken its room meanwhile.
    ignoreFetchAbort: true,
  });
}

/**
 * The answer to a question about what does not change any more, worked out once: an ended run, a revision.
 * `key` has to name everything that the answer depends on. Two who ask at once wait for one answer; one that
 * failed is worked out again. The answer is shared, so nobody may change it.
 */
export async function cached<Value>(
  key: readonly unknown[],
  work: () => Promise<Value>,
): Promise<Value> {
  shared.galleyCache ??= makeCache();
  const { value } = await shared.galleyCache.forceFetch(canonicalJson(key), { context: work });
  return value as Value;
}
