import "server-only";
import { db } from "@/lib/db/client";

interface Traffic {
  promptId: string;
  environment: string;
  from: Date;
  to: Date;
}

const MOST = 200_000;

/** Requests that name a unit, and how many units these are; of the newest 200,000 in the range. */
export async function countUnits(
  projectId: string,
  { promptId, environment, from, to }: Traffic,
): Promise<{ units: number; withUnit: number }> {
  const [row] = await db.$queryRaw<{ units: number; withUnit: number }[]>`
    select count(distinct unit)::int as units, count(*)::int as "withUnit"
    from (
      select t.unit from trace t
      where t.project_id = ${projectId}::uuid and t.prompt_id = ${promptId}::uuid
        and t.environment = ${environment} and t.unit is not null
        and t.started_at >= ${from} and t.started_at < ${to}
        and t.prompt = (select name from prompt where id = ${promptId}::uuid)
      order by t.started_at desc limit ${MOST}
    ) recent`;
  return row ?? { units: 0, withUnit: 0 };
}
