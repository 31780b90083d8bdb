import type { PoolClient } from "pg";
import type { TraceSummary } from "../summarise-trace";

export interface NamedPrompt {
  id: string;
  /** What it is called now; a trace may name it as it was called before. */
  name: string;
}

const knownPrompts = { byName: new Map<string, { prompt: NamedPrompt; until: number }>() };
const PROMPT_IS_KNOWN_MS = 30_000;

/** The prompts that traces name, by the name that they use; those that the project has. */
export async function readPrompts(
  client: PoolClient,
  projectId: string,
  summaries: readonly TraceSummary[],
): Promise<Map<string, NamedPrompt>> {
  const found = new Map<string, NamedPrompt>();
  const asked = new Set<string>();
  for (const { prompt } of summaries) {
    if (!prompt || found.has(prompt) || asked.has(prompt)) continue;
    const known = knownPrompts.byName.get(`${projectId}/${prompt}`);
    if (known && known.until > Date.now()) found.set(prompt, known.prompt);
    else asked.add(prompt);
  }
  if (asked.size === 0) return found;
  const { rows } = await client.query<NamedPrompt & { asked: string }>(
    `select id, name, name as asked from prompt where project_id = $1 and name = any($2)
     union all
     select p.id, p.name, f.name as asked from prompt_former_name f join prompt p on p.id = f.prompt_id
     where f.project_id = $1 and f.name = any($2)`,
    [projectId, [...asked]],
  );
  if (knownPrompts.byName.size > 10_000) knownPrompts.byName.clear();
  for (const { asked: wanted, ...prompt } of rows) {
    found.set(wanted, prompt);
    const until = Date.now() + PROMPT_IS_KNOWN_MS;
    knownPrompts.byName.set(`${projectId}/${wanted}`, { prompt, until });
  }
  return found;
}
