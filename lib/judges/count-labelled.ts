import "server-only";
import { db, Prisma } from "@/lib/db/client";

export interface LabelledCounts {
  train: number;
  dev: number;
  test: number;
}

/** The label that counts of each output of `judge_item i`, as `countingLabel` says it of loaded ones. */
export const countingLabelSql = Prisma.sql`coalesce(
  (select r.label from judge_label r where r.item_id = i.id and r.is_resolution
    and r.label is not null order by r.created_at desc limit 1),
  (select min(l.label) from judge_label l where l.item_id = i.id and not l.is_resolution
    having count(distinct l.label) = 1))`;

/** Outputs of each judge with a label that counts, by split. */
export async function countLabelled(
  judgeIds: readonly string[],
): Promise<Map<string, LabelledCounts>> {
  const rows = await db.$queryRaw<(LabelledCounts & { judgeId: string })[]>`
    select i.judge_id as "judgeId",
      count(*) filter (where i.split = 'train')::int as train,
      count(*) filter (where i.split = 'dev')::int as dev,
      count(*) filter (where i.split = 'test')::int as test
    from judge_item i
    where i.judge_id = any(${[...judgeIds]}::uuid[]) and ${countingLabelSql} is not null
    group by i.judge_id`;
  return new Map(rows.map(({ judgeId, ...counts }) => [judgeId, counts]));
}
