import "server-only";
import type { db, Tx } from "@/lib/db/client";

/** Looks at the holdout that a set has now: those at one that was unsealed since are over. */
export async function countLooks(
  tx: Tx | typeof db,
  evalSetId: string,
  promptId?: string,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ looks: number }[]>`
    select count(*)::int as looks from holdout_look
    where eval_set_id = ${evalSetId}::uuid
      and (${promptId ?? null}::uuid is null or prompt_id = ${promptId ?? null}::uuid)
      and at > coalesce((select max(at) from holdout_unsealing where eval_set_id = ${evalSetId}::uuid), '-infinity')`;
  return row?.looks ?? 0;
}
