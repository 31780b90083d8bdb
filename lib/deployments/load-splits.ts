import "server-only";
import type { PoolClient } from "pg";

/** A deployment with two versions, and how its percentage has changed. */
export interface Split {
  rolloutId: string;
  promptId: string;
  environment: string;
  /** Version numbers. */
  stable: number;
  candidate: number;
  salt: string;
  /** Oldest first; `at` in ms. */
  changes: { percent: number; at: number }[];
  /** Units that get what they are pinned to, whatever is drawn. */
  pinned: ReadonlySet<string>;
}

/** Where the project serves two versions at this moment. */
export async function loadSplits(
  client: Pick<PoolClient, "query">,
  projectId: string,
): Promise<Split[]> {
  const { rows } = await client.query<Omit<Split, "pinned"> & { units: string[] }>(
    `select d.rollout_id as "rolloutId", d.prompt_id as "promptId", e.name as environment,
       s.number as stable, c.number as candidate, d.salt,
       (select json_agg(json_build_object('percent', h.percent,
          'at', extract(epoch from h.at) * 1000) order by h.revision)
        from deployment_change h where h.prompt_id = d.prompt_id
          and h.environment_id = d.environment_id and h.rollout_id = d.rollout_id) as changes,
       array(select unnest(p.units) from deployment_pin p
        where p.environment_id = d.environment_id and p.removed_at is null
          and (p.prompt_id is null or p.prompt_id = d.prompt_id)) as units
     from deployment d join environment e on e.id = d.environment_id
       join prompt_version s on s.id = d.stable_version_id
       join prompt_version c on c.id = d.candidate_version_id
     where e.project_id = $1 and d.rollout_id is not null`,
    [projectId],
  );
  return rows.map(({ units, ...split }) => ({ ...split, pinned: new Set(units) }));
}
