import { db } from "@/lib/db/client";
import { remember } from "@/lib/db/remember";
import { readExpectations } from "@/lib/runs/check-cases";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import { nameScorers } from "@/lib/scorers/scorer-name";

/** The scorers that a set keeps, or else those that follow from what its cases expect; empty: neither. */
export async function loadSetScorers(set: {
  id: string;
  revision: number;
  scorers: unknown;
}): Promise<ScorerSpec[]> {
  const kept = ScorerList.safeParse(set.scorers);
  if (kept.success) return nameScorers(kept.data);
  return remember(["suggested scorers", set.id, set.revision], async () => {
    for (const split of ["development", "holdout"] as const) {
      const cases = { evalSetId: set.id, revision: set.revision, split };
      const specs = ScorerList.safeParse(suggestScorers(await readExpectations(db, cases)));
      if (specs.success) return nameScorers(specs.data);
    }
    return [];
  });
}
