import "server-only";
import { db } from "@/lib/db/client";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { newestSpec, specOf } from "@/lib/specs/load-spec";
import type { CaseOfLiteral } from "./find-special-cases";

const MOST_SETS = 5;

/**
 * Literals that the input of exactly one case has, of the sets that the prompt is measured on. What is held out
 * is not looked at: a hint must not tell what a holdout says.
 */
export async function loadCasesOfLiterals(
  promptId: string,
  literals: readonly string[],
): Promise<CaseOfLiteral> {
  if (literals.length === 0) return new Map();
  const setIds = await listSetsOf(promptId);
  const rows = await db.$queryRaw<{ literal: string; caseId: string }[]>`
    select l.literal, min(c.case_id) as "caseId"
    from unnest(${[...literals]}::text[]) as l (literal)
      join eval_case c on strpos(lower(c.input::text), lower(l.literal)) > 0
    where c.eval_set_id = any(${setIds}::uuid[]) and c.until_revision is null and ${publicCases.where}
    group by l.literal having count(*) = 1`;
  return new Map(rows.map(({ literal, caseId }) => [literal, caseId]));
}

/** Those of its criteria, and those of its newest runs. */
async function listSetsOf(promptId: string): Promise<string[]> {
  const { projectId } = await db.prompt.findUniqueOrThrow({ where: { id: promptId } });
  const names = specOf(await newestSpec(promptId)).criteria.map(({ evalSet }) => evalSet);
  const [ofSpec, ofRuns] = await Promise.all([
    db.evalSet.findMany({ where: { projectId, name: { in: names } }, select: { id: true } }),
    db.run.findMany({
      where: { promptId },
      orderBy: { number: "desc" },
      distinct: ["evalSetId"],
      take: MOST_SETS,
      select: { evalSetId: true },
    }),
  ]);
  const ids = [...ofSpec.map(({ id }) => id), ...ofRuns.map(({ evalSetId }) => evalSetId)];
  return [...new Set(ids)].slice(0, MOST_SETS);
}
