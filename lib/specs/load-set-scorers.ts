import "server-only";
import { cached } from "@/lib/db/cached";
import { db, type Tx } from "@/lib/db/client";
import { loadExpectations } from "@/lib/runs/check-cases";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import { nameScorers } from "@/lib/scorers/scorer-name";

/**
 * The scorers that a set keeps, or else those that follow from what its cases expect; empty: neither. A
 * transaction may see cases that nobody else does, so what follows from them is remembered outside of one only.
 */
export async function loadSetScorers(
  set: { id: string; revision: number; scorers: unknown },
  from: Tx | typeof db = db,
): Promise<ScorerSpec[]> {
  const stored = ScorerList.safeParse(set.scorers);
  if (stored.success) return nameScorers(stored.data);
  const suggest = () => suggestFrom(set, from);
  return from === db ? cached(["suggested scorers", set.id, set.revision], suggest) : suggest();
}

async function suggestFrom(
  { id, revision }: { id: string; revision: number },
  from: Tx | typeof db,
): Promise<ScorerSpec[]> {
  for (const split of ["development", "holdout"] as const) {
    const cases = { evalSetId: id, revision, split };
    const specs = ScorerList.safeParse(suggestScorers(await loadExpectations(from, cases)));
    if (specs.success) return nameScorers(specs.data);
  }
  return [];
}
