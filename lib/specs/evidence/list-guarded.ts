import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { liveSql } from "@/lib/deployments/live-sql";
import { SpecContent } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";

/** A prompt whose criteria hold up a release or an approval now. */
export interface Guarded {
  promptId: string;
  prompt: string;
  criteria: Criterion[];
  /** Protected environments where it is live. */
  environments: string[];
  /** Numbers of its reviews under way. */
  reviews: number[];
}

type Row = Omit<Guarded, "criteria"> & { content: unknown };

/** Prompts with a spec that are live in an environment which asks for gates or approvals, or under review. */
export async function listGuarded(
  projectId: string,
  from: Tx | typeof db = db,
): Promise<Guarded[]> {
  const rows = await from.$queryRaw<Row[]>`
    select p.id as "promptId", p.name as prompt, spec.content, live.environments, open.reviews
    from prompt p
    join lateral (select content from spec_revision s where s.prompt_id = p.id
      order by number desc limit 1) spec on true
    cross join lateral (select coalesce(array_agg(e.name order by e.position), '{}') as environments
      from ${liveSql} l join environment e on e.id = l.environment_id
      where l.prompt_id = p.id and (e.requires_gates or e.required_approvals > 0)) live
    cross join lateral (select coalesce(array_agg(r.number order by r.number), '{}') as reviews
      from review r where r.prompt_id = p.id and r.closed_at is null) open
    where p.project_id = ${projectId}::uuid
      and (cardinality(live.environments) > 0 or cardinality(open.reviews) > 0)
    order by p.name`;
  return rows.map(({ content, ...row }) => ({
    ...row,
    criteria: SpecContent.parse(content).criteria,
  }));
}
