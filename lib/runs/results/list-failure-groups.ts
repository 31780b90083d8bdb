import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { db } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { MOST_TEXTS, stepsToGroup } from "@/lib/failure-categories/group-alike";
import { findRun } from "@/lib/runs/find-run";
import type { Score } from "@/lib/scorers/contract";
import type { listFailureGroupsRoute } from "./failure-group-contract";

interface Row {
  caseId: string;
  output: string | null;
  scores: Score[];
  input: Record<string, unknown>;
  total: number;
}

/** Of each part, so that a long input does not hide what the scorers said. */
const LONGEST_PART = 600;

/** Suggests ways of failing: failed cases without a category, grouped by what was said of and in them. */
export async function listFailureGroups(
  actor: Actor,
  idOrNumber: string,
): Promise<z.infer<(typeof listFailureGroupsRoute)["response"]>> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const rows = await db.$queryRaw<Row[]>`
    select *, count(*) over ()::int as total from (
      select distinct on (r.position) r.position, r.case_id as "caseId", r.output, r.scores, c.input
      from run_result r join eval_case c on c.id = r.case_row_id
      where r.run_id = ${run.id}::uuid and r.outcome = 'failed' and r.failure_category_id is null
        and ${visibleCases(actor).where}
      order by r.position, r.repeat
    ) failures
    order by position limit ${MOST_TEXTS}`;
  const texts = rows.map((row) => ({ id: row.caseId, text: textOf(row) }));
  const groups = await compute("groupAlike", texts, {
    projectId: actor.projectId,
    steps: stepsToGroup(texts),
  });
  return {
    data: groups.map(({ ids, terms }) => ({ caseIds: ids, terms })),
    nextCursor: null,
    compared: rows.length,
    left: (rows[0]?.total ?? 0) - rows.length,
  };
}

function textOf({ output, scores, input }: Row): string {
  const reasons = scores
    .filter(({ passed }) => passed === false)
    .map(({ reason }) => reason)
    .join("\n");
  const inputs = Object.values(input)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
    .join("\n");
  return [reasons, output ?? "", inputs].map((part) => part.slice(0, LONGEST_PART)).join("\n");
}
