import { db } from "@/lib/db/client";
import { readExpectations } from "@/lib/runs/check-cases";
import { readScorers } from "@/lib/runs/run-scorers";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import type { Criterion } from "./contract";
import { nameInRun } from "./match-scorer";
import type { EvidenceSet } from "./read-evidence";

/**
 * The scorers of a run that gates wait for: the set's own, or as last time, with what criteria bring along.
 * undefined: the run finds them by itself.
 */
export async function chooseScorers(
  set: EvidenceSet,
  promptId: string,
  criteria: readonly Criterion[],
): Promise<ScorerSpec[] | undefined> {
  const base = set.scorers ?? (await scorersOfLastRun(promptId, set.id));
  const own = criteria.flatMap(({ scorer }) => (typeof scorer === "object" ? [scorer] : []));
  if (own.length === 0) return set.scorers ? undefined : (base ?? undefined);
  const all = [...(base ?? (await suggested(set)))];
  for (const spec of own) if (!nameInRun(all, spec)) all.push(spec);
  return all.slice(0, 20);
}

async function scorersOfLastRun(promptId: string, evalSetId: string) {
  const run = await db.run.findFirst({
    where: { promptId, evalSetId, status: "completed" },
    orderBy: { createdAt: "desc" },
    select: { scorers: true },
  });
  return run && readScorers(run.scorers);
}

/** Always from development cases: a scorer's name is a field that the cases expect. */
async function suggested(set: EvidenceSet): Promise<ScorerSpec[]> {
  const cases = { evalSetId: set.id, revision: set.revision, split: "development" as const };
  const found = ScorerList.safeParse(suggestScorers(await readExpectations(db, cases)));
  return found.success ? found.data : [];
}
