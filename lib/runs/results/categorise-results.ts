import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { isHeldOut, visibleCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { getCategory } from "@/lib/failure-categories/reads";
import { reopenCategory } from "@/lib/failure-categories/reopen-category";
import { AppError, invalid } from "@/lib/http/app-error";
import { findRun, type RunRow } from "@/lib/runs/find-run";
import type { CategoriseResults } from "./result-contract";

/** Says in what way results failed. Passes and errors have no failure category. */
export async function categoriseResults(
  actor: Actor,
  idOrNumber: string,
  { category, results }: CategoriseResults,
): Promise<{ changed: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  const chosen = category === null ? null : await getCategory(actor, category);
  if (chosen?.archivedAt) throw invalid("category", `“${chosen.name}” is archived.`);
  await requireFailures(actor, run, results);
  return db.$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      update run_result r set failure_category_id = ${chosen?.id ?? null}::uuid,
        categorised_by_id = ${actor.userId}::uuid, categorised_at = now()
      from unnest(${results.map(({ caseId }) => caseId)}::text[],
        ${results.map(({ repeat }) => repeat ?? null)}::int[]) as wanted (case_id, repeat)
      where r.run_id = ${run.id}::uuid and r.case_id = wanted.case_id and r.outcome = 'failed'
        and (wanted.repeat is null or r.repeat = wanted.repeat)`;
    await recordEvent(tx, actor, {
      type: "results.categorised",
      subject: { type: "run", id: run.id },
      data: { number: run.number, category: chosen?.name ?? null, results: changed },
    });
    if (chosen && changed > 0) {
      const { promptId, version, number } = run;
      await reopenCategory(tx, actor, chosen, [{ promptId, version, run: number }]);
    }
    return { changed };
  });
}

async function requireFailures(
  actor: Actor,
  run: RunRow,
  results: CategoriseResults["results"],
): Promise<void> {
  const rows = await db.$queryRaw<{ caseId: string; isFailed: boolean; withheld: boolean }[]>`
    select r.case_id as "caseId", bool_or(r.outcome = 'failed') as "isFailed",
      bool_or(${isHeldOut}) as "withheld"
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${run.id}::uuid and r.case_id = any(${results.map(({ caseId }) => caseId)}::text[])
    group by r.case_id`;
  const rowOfCase = new Map(rows.map((row) => [row.caseId, row]));
  const visible = visibleCases(actor);
  for (const [index, { caseId }] of results.entries()) {
    const row = rowOfCase.get(caseId);
    const path = `results.${index}.caseId`;
    if (!row || !visible.shows(row)) {
      throw invalid(
        path,
        `Run ${run.number} has no result that you can see for the case ${caseId}.`,
      );
    }
    if (!row.isFailed) {
      throw new AppError(
        "invalid",
        `${caseId} did not fail, so it cannot have a failure category.`,
        {
          errors: [{ path, message: "Only failed results have a failure category." }],
        },
      );
    }
  }
}
