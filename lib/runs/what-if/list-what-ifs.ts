import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { findRun } from "@/lib/runs/find-run";
import { StoredWhatIf, type WhatIf } from "./what-if-contract";

const MOST = 50;

/** What-ifs of a run, newest first, each with what became of its cases. */
export async function listWhatIfs(
  actor: Actor,
  idOrNumber: string,
): Promise<{ data: WhatIf[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const rows = await db.run.findMany({
    where: { whatIfOfId: run.id },
    orderBy: { number: "desc" },
    take: MOST,
  });
  const results = await db.$queryRaw<(WhatIf["cases"][number] & { runId: string })[]>`
    select r.run_id as "runId", r.case_id as "caseId", r.outcome::text as outcome,
      r.first_wrong_step as "firstWrongStep"
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = any(${rows.map(({ id }) => id)}::uuid[]) and ${visibleCases(actor).where}
    order by r.position`;
  return {
    data: rows.map((row): WhatIf => {
      const { step, output } = StoredWhatIf.parse(row.whatIf);
      const cases = results.filter(({ runId }) => runId === row.id);
      return {
        id: row.id,
        number: row.number,
        step,
        output,
        status: row.status,
        createdAt: row.createdAt.toISOString(),
        passed: cases.filter(({ outcome }) => outcome === "passed").length,
        total: row.total,
        cases: cases.map(({ caseId, outcome, firstWrongStep }) => ({
          caseId,
          outcome,
          firstWrongStep,
        })),
      };
    }),
    nextCursor: null,
  };
}
