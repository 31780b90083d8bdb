import type { PoolClient } from "pg";
import type { TraceSummary } from "../summarise-trace";

const knownPrompts = { ids: new Map<string, { id: string; until: number }>() };
const PROMPT_IS_KNOWN_MS = 30_000;

/** Ids of the prompts that traces name, by name; those that the project has. */
export async function readPromptIds(
  client: PoolClient,
  projectId: string,
  summaries: readonly TraceSummary[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const asked = new Set<string>();
  for (const { prompt } of summaries) {
    if (!prompt || found.has(prompt) || asked.has(prompt)) continue;
    const known = knownPrompts.ids.get(`${projectId}/${prompt}`);
    if (known && known.until > Date.now()) found.set(prompt, known.id);
    else asked.add(prompt);
  }
  if (asked.size === 0) return found;
  const { rows } = await client.query<{ id: string; name: string }>(
    "select id, name from prompt where project_id = $1 and name = any($2)",
    [projectId, [...asked]],
  );
  if (knownPrompts.ids.size > 10_000) knownPrompts.ids.clear();
  for (const { id, name } of rows) {
    found.set(name, id);
    knownPrompts.ids.set(`${projectId}/${name}`, { id, until: Date.now() + PROMPT_IS_KNOWN_MS });
  }
  return found;
}
