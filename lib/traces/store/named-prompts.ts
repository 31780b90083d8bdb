import "server-only";
import { LRUCache } from "lru-cache";
import type { PoolClient } from "pg";
import type { TraceSummary } from "../summarise-trace";

export interface NamedPrompt {
  id: string;
  /** What it is called now; a trace may name it as it was called before. */
  name: string;
}

const promptsByName = new LRUCache<string, NamedPrompt>({ max: 10_000, ttl: 30_000 });

/** The prompts that traces name, by the name that they use; those that the project has. */
export async function loadPrompts(
  client: PoolClient,
  projectId: string,
  summaries: readonly TraceSummary[],
): Promise<Map<string, NamedPrompt>> {
  const prompts = new Map<string, NamedPrompt>();
  const missing = new Set<string>();
  for (const { prompt } of summaries) {
    if (!prompt || prompts.has(prompt) || missing.has(prompt)) continue;
    const cachedPrompt = promptsByName.get(`${projectId}/${prompt}`);
    if (cachedPrompt) prompts.set(prompt, cachedPrompt);
    else missing.add(prompt);
  }
  if (missing.size === 0) return prompts;
  const { rows } = await client.query<NamedPrompt & { asked: string }>(
    `select id, name, name as asked from prompt where project_id = $1 and name = any($2)
     union all
     select p.id, p.name, f.name as asked from prompt_former_name f join prompt p on p.id = f.prompt_id
     where f.project_id = $1 and f.name = any($2)`,
    [projectId, [...missing]],
  );
  for (const { asked: alias, ...prompt } of rows) {
    prompts.set(alias, prompt);
    promptsByName.set(`${projectId}/${alias}`, prompt);
  }
  return prompts;
}
