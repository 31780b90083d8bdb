import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { invalid } from "@/lib/http/app-error";
import type { UpdateCategory } from "./contract";

interface FixedIn {
  fixedInPromptId: string | null;
  fixedInVersion: number | null;
}

/** The version that mended it: the one that is named, else the newest of the prompt that failed last. */
export async function findFixedIn(
  actor: Actor,
  id: string,
  named: UpdateCategory["fixedIn"],
): Promise<FixedIn> {
  const { projectId } = actor;
  if (named) {
    const row = await db.promptVersion.findFirst({
      where: { number: named.version, prompt: { projectId, name: named.prompt } },
      select: { number: true, promptId: true },
    });
    if (!row) throw invalid("fixedIn", `There is no version ${named.version} of ${named.prompt}.`);
    return { fixedInPromptId: row.promptId, fixedInVersion: row.number };
  }
  const [row] = await db.$queryRaw<{ promptId: string; version: number }[]>`
    with failures as (
      select run.prompt_id, r.categorised_at as at from run_result r join run on run.id = r.run_id
        join eval_case c on c.id = r.case_row_id
      where r.failure_category_id = ${id}::uuid and ${visibleCases(actor).where}
      union all
      select prompt_id, reviewed_at from trace_review
      where failure_category_id = ${id}::uuid and prompt_id is not null
    )
    select p.id as "promptId", p.latest_version as version
    from failures f join prompt p on p.id = f.prompt_id
    where p.latest_version > 0 order by f.at desc nulls last, p.name limit 1`;
  return { fixedInPromptId: row?.promptId ?? null, fixedInVersion: row?.version ?? null };
}
