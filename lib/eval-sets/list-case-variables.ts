import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { visibleCases } from "./visible-cases";

/** The names of the variables that a set's cases have. */
export async function listCaseVariables(actor: Actor, evalSetId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select distinct jsonb_object_keys(c.input) as name from eval_case c
    where c.eval_set_id = ${evalSetId}::uuid and c.until_revision is null
      and ${visibleCases(actor).where}
    order by name`;
  return rows.map(({ name }) => name);
}
