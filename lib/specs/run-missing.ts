import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { chooseScorers } from "@/lib/specs/gates/choose-scorers";
import type { MissingRun, RunMissing } from "@/lib/specs/gates/gate-contract";
import { decideGates } from "@/lib/specs/gates/list-gates";
import { listMissing, repeatsOf } from "@/lib/specs/gates/list-missing";

export type StartedRun = Pick<MissingRun, "version" | "evalSet" | "split"> & {
  id: string;
  number: number;
};

/** Starts exactly the runs that open gates need. One that is under way already is answered, not repeated. */
export async function runMissing(
  actor: Actor,
  name: string,
  { version, environment }: RunMissing,
): Promise<{ data: StartedRun[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const decided = await decideGates(actor, name, version, { environment });
  const data: StartedRun[] = [];
  // Development first: when the holdout's budget is used up, the rest has started.
  const missing = (await listMissing(decided)).toSorted((a, b) => a.split.localeCompare(b.split));
  for (const need of missing) {
    const { evalSet, split } = need;
    const place = { version: need.version, evalSet, split };
    if (need.underWay) {
      data.push({ id: need.underWay.runId, number: need.underWay.runNumber, ...place });
      continue;
    }
    const set = decided.evidence.sets.get(evalSet);
    if (!set) continue;
    const criteria = decided.criteria.filter(({ key }) => need.criteria.includes(key));
    const scorers = chooseScorers(set, criteria);
    const repeats = repeatsOf(criteria);
    const input = StartRun.parse({
      prompt: name,
      ...place,
      repeats,
      ...(scorers ? { scorers } : {}),
    });
    data.push({ ...(await startRun(actor, input)), ...place });
  }
  return { data, nextCursor: null };
}
