import "server-only";
import { Prisma } from "@/lib/db/client";
import { boundedRead } from "./bounded-read";

/** Fewer characters than this begin too many ids to mean one. */
const LEAST_CHARACTERS = 4;

/** Ids that begin so. */
export async function findTraceIds(
  projectId: string,
  start: string,
  limit: number,
): Promise<string[]> {
  if (start.length < LEAST_CHARACTERS) return [];
  // The range is what the index of ids answers; the exact condition is the second one.
  const rows = await boundedRead<{ id: string }>(Prisma.sql`
    select id from trace where project_id = ${projectId}::uuid
      and id >= ${start} and id <= ${`${start}zzzzzzzz`} and starts_with(id, ${start})
    order by id limit ${limit}::int`);
  return rows.map(({ id }) => id);
}
