import "server-only";
import { db } from "@/lib/db/client";

/** The stable version of each prompt in an environment at a moment, by name; null: nothing was live any more. */
export function listLiveAt(
  environmentId: string,
  at: Date,
): Promise<{ prompt: string; version: number | null }[]> {
  return db.$queryRaw`
    select distinct on (p.name) p.name as prompt, v.number as version
    from deployment_change c join prompt p on p.id = c.prompt_id
      left join prompt_version v on v.id = c.stable_version_id
    where c.environment_id = ${environmentId}::uuid and c.at <= ${at}
    order by p.name, c.revision desc`;
}
