import { canonicalJson } from "@/lib/http/body/canonical-json";

/** About 24 MB of JSON in all; what was asked for longest ago goes first. */
const MOST_CHARACTERS = 24_000_000;

interface Entry {
  value: Promise<unknown>;
  characters: number;
}
interface Memory {
  entries: Map<string, Entry>;
  characters: number;
}

// The server bundle and Next's bundle are two module graphs in one process: one memory for both.
const shared = globalThis as { galleyMemory?: Memory };

/**
 * The answer to a question about what does not change any more, worked out once: an ended run, a revision.
 * `key` has to name everything that the answer depends on. Two who ask at once wait for one answer; one that
 * failed is worked out again. The answer is shared, so nobody may change it.
 */
export function cached<Value>(key: readonly unknown[], work: () => Promise<Value>): Promise<Value> {
  shared.galleyMemory ??= { entries: new Map(), characters: 0 };
  const memory = shared.galleyMemory;
  const id = canonicalJson(key);
  const cachedEntry = memory.entries.get(id);
  if (cachedEntry) {
    memory.entries.delete(id);
    memory.entries.set(id, cachedEntry);
    return cachedEntry.value as Promise<Value>;
  }
  const loading = work();
  const entry: Entry = { value: loading, characters: 0 };
  memory.entries.set(id, entry);
  loading.then(
    (value) => weigh(memory, id, entry, value),
    () => forget(memory, id),
  );
  return loading;
}

function weigh(memory: Memory, id: string, entry: Entry, value: unknown): void {
  if (memory.entries.get(id) !== entry) return;
  entry.characters = id.length + (JSON.stringify(value)?.length ?? 0);
  memory.characters += entry.characters;
  for (const oldest of memory.entries.keys()) {
    if (memory.characters <= MOST_CHARACTERS) return;
    forget(memory, oldest);
  }
}

function forget(memory: Memory, id: string): void {
  const entry = memory.entries.get(id);
  if (!entry) return;
  memory.entries.delete(id);
  memory.characters -= entry.characters;
}
