import "server-only";
import { db } from "@/lib/db/client";
import type { Judge } from "./contract";

/** Criteria of the newest specs, and eval sets, whose scorers name a judge; also inside weighted sets. */
export async function listUses(projectId: string, name: string): Promise<Judge["usedBy"]> {
  const names = JSON.stringify({ name });
  const [criteria, sets] = await Promise.all([
    db.$queryRaw<{ name: string; detail: string }[]>`
      select p.name, c ->> 'level' as detail
      from prompt p
      join lateral (select content from spec_revision s where s.prompt_id = p.id
        order by s.number desc limit 1) s on true
      cross join lateral jsonb_array_elements(s.content -> 'criteria') c
      where p.project_id = ${projectId}::uuid and p.archived_at is null
        and jsonb_path_exists(c, '$.scorer.**.judge ? (@ == $name)', ${names}::jsonb)
      order by p.name limit 100`,
    db.$queryRaw<{ name: string }[]>`
      select name from eval_set
      where project_id = ${projectId}::uuid and archived_at is null
        and jsonb_path_exists(scorers, '$.**.judge ? (@ == $name)', ${names}::jsonb)
      order by name limit 100`,
  ]);
  return [
    ...criteria.map((each) => ({ kind: "criterion" as const, ...each })),
    ...sets.map((set) => ({ kind: "eval_set" as const, name: set.name, detail: "" })),
  ];
}
