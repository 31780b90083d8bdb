import "server-only";
import { db, Prisma } from "@/lib/db/client";

export interface LabelledCounts {
  train: number;
  dev: number;
  test: number;
}

const countingOf = (ofWhom: Prisma.Sql) => Prisma.sql`coalesce(
  (select l.label from judge_label l where l.item_id = i.id and l.is_resolution
    and l.label is not null and ${ofWhom} order by l.created_at desc limit 1),
  (select min(l.label) from judge_label l where l.item_id = i.id and not l.is_resolution
    and ${ofWhom} having count(distinct l.label) = 1))`;

/** The label that counts of each output of `judge_item i`, as `countingLabel` says it of loaded ones. */
export const countingLabelSql = countingOf(Prisma.sql`true`);

/**
 * The same by people who could not gain from it: labelled here, not by an author of what `run` ran nor by whoever
 * made the key that saved it. A name in an imported file proves nobody.
 */
export const independentLabelSql = countingOf(Prisma.sql`l.imported_by is null
  and l.labeller_id is not null and not exists (select 1 from prompt_version v
    left join api_key k on k.id = v.author_key_id
    where v.prompt_id = run.prompt_id and v.content_hash = run.content_hash
      and l.labeller_id in (v.author_id, k.created_by_id))`);

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
