import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { isHeldOut } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { formatCountOf } from "@/lib/format-number";
import { regressCategory } from "./reopen-category";

interface EndedRun {
  id: string;
  number: number;
  promptId: string;
  evalSetId: string;
  version: number | null;
  split: "development" | "holdout";
}

/**
 * When a run of a later version has ended: fixed ways of failing of which a case fails again have regressed.
 * What the holdout says of single cases is told to nobody, so its runs are left out. A category that comes
 * back takes its place although five are in use: what is true is not refused.
 */
export async function noticeRegressions(tx: Tx, actor: Actor, run: EndedRun): Promise<void> {
  if (run.version === null || run.split === "holdout") return;
  const fixed = await tx.failureCategory.findMany({
    where: {
      projectId: actor.projectId,
      state: "fixed",
      archivedAt: null,
      fixedInPromptId: run.promptId,
      fixedInVersion: { lt: run.version },
    },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
  for (const category of fixed) {
    const cases = await listFailingAgain(tx, category.id, run);
    if (cases.length === 0) continue;
    const more = cases.length > 3 ? ` and ${cases.length - 3} more` : "";
    await regressCategory(tx, actor, {
      category,
      sighting: { promptId: run.promptId, version: run.version, run: run.number },
      why: `${formatCountOf(cases.length, "case")} of it ${cases.length === 1 ? "fails" : "fail"} in run ${run.number} (${cases.slice(0, 3).join(", ")}${more})`,
    });
  }
}

async function listFailingAgain(tx: Tx, category: string, run: EndedRun): Promise<string[]> {
  const rows = await tx.$queryRaw<{ caseId: string }[]>`
    with known as materialized (
      select distinct r.case_id from run_result r join run on run.id = r.run_id
        join eval_case c on c.id = r.case_row_id
      where r.failure_category_id = ${category}::uuid and run.eval_set_id = ${run.evalSetId}::uuid
        and not ${isHeldOut}
    )
    select r.case_id as "caseId" from run_result r join known on known.case_id = r.case_id
    where r.run_id = ${run.id}::uuid and r.outcome = 'failed' and ${hasCaseInput}
    group by r.case_id order by min(r.position)`;
  return rows.map(({ caseId }) => caseId);
}
