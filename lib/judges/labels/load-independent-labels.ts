import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { independentLabelSql } from "@/lib/judges/count-labelled";

/** The labels of one judge that count for gates, of the outputs of one content. */
export interface IndependentLabels {
  judge: string;
  contentHash: string;
  outputs: number;
  /** The same as long as every label is. */
  hash: string;
}

/** Of the outputs that runs of a prompt gave, by content. */
export async function loadIndependentLabels(
  { projectId, promptId }: { projectId: string; promptId: string },
  judges: readonly string[],
  from: Tx | typeof db = db,
): Promise<IndependentLabels[]> {
  if (judges.length === 0) return [];
  return from.$queryRaw<IndependentLabels[]>`
    with given as (
      select j.name as judge, run.content_hash, i.number, ${independentLabelSql} as label
      from judge_item i join judge j on j.id = i.judge_id join run on run.id = i.run_id
      where j.project_id = ${projectId}::uuid and j.name = any(${[...judges]})
        and run.prompt_id = ${promptId}::uuid
    )
    select judge, content_hash as "contentHash", count(*)::int as outputs,
      md5(string_agg(number || ' ' || label, E'\n' order by number)) as hash
    from given where label is not null
    group by 1, 2 order by 1, 2`;
}
