import "server-only";
import { db, type Tx } from "@/lib/db/client";

/** Everybody who wrote the judge or its prompt; who made the key that did is an author too. */
export async function listJudgeAuthors(
  judgeId: string,
  from: Tx | typeof db = db,
): Promise<Set<string>> {
  const rows = await from.$queryRaw<{ id: string }[]>`
    select r.author_id::text as id from judge_revision r
      where r.judge_id = ${judgeId}::uuid and r.author_id is not null
    union select r.key_maker_id::text from judge_revision r
      where r.judge_id = ${judgeId}::uuid and r.key_maker_id is not null
    union select v.author_id::text from prompt_version v join judge j on j.prompt_id = v.prompt_id
      where j.id = ${judgeId}::uuid and v.author_id is not null
    union select k.created_by_id::text from prompt_version v join judge j on j.prompt_id = v.prompt_id
      join api_key k on k.id = v.author_key_id
      where j.id = ${judgeId}::uuid and k.created_by_id is not null`;
  return new Set(rows.map(({ id }) => id));
}
