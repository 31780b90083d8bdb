import "server-only";
import { db } from "@/lib/db/client";

/** The version of a prompt that was live last in each environment, by its name, also where nothing is now. */
export async function listLastLive(promptId: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ environment: string; version: number }[]>`
    select distinct on (e.id) e.name as environment, v.number as version
    from deployment_change c join environment e on e.id = c.environment_id
      join prompt_version v on v.id = c.stable_version_id
    where c.prompt_id = ${promptId}::uuid order by e.id, c.revision desc`;
  return new Map(rows.map(({ environment, version }) => [environment, version]));
}
