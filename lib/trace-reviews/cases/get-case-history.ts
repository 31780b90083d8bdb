import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { getCase } from "@/lib/eval-sets/reads";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import type { CaseHistory } from "./case-contract";

const VERSIONS = 5;

/** Only of cases that the actor may see: `getCase` refuses the others. */
export async function getCaseHistory(
  actor: Actor,
  evalSet: string,
  caseId: string,
): Promise<CaseHistory> {
  await getCase(actor, evalSet, caseId);
  const { id: evalSetId } = await findEvalSet(actor, evalSet);
  const [link, results] = await Promise.all([
    db.traceCase.findFirst({
      where: { projectId: actor.projectId, evalSetId, caseId },
      orderBy: { createdAt: "desc" },
    }),
    db.$queryRaw<CaseHistory["results"]>`
      select * from (
        select distinct on (p.name, v.number) p.name as prompt, v.number as version, run.number as run,
          r.outcome::text as outcome
        from run_result r
        join run on run.id = r.run_id
        join eval_case c on c.id = r.case_row_id
        join prompt p on p.id = run.prompt_id
        join prompt_version v on v.id = run.version_id
        where run.eval_set_id = ${evalSetId}::uuid and r.case_id = ${caseId} and run.status = 'completed'
          and ${visibleCases(actor).where} and ${hasCaseInput}
        order by p.name, v.number, run.number desc, r.repeat
      ) latest order by run desc limit ${VERSIONS}`,
  ]);
  const origin = link && {
    traceId: link.traceId,
    by: link.actorName,
    at: link.createdAt.toISOString(),
  };
  return { origin, results };
}
