import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Split } from "@/lib/eval-sets/case-content";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import type { Dependent } from "@/lib/specs/contract";
import { listGuarded } from "./list-guarded";

/** Whose gates a change of the set's cases touches: what people are told before they save one. */
export async function listDependents(
  actor: Actor,
  evalSet: string,
  { split }: { split?: Split | undefined } = {},
): Promise<{ data: Dependent[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const { name } = await findEvalSet(actor, evalSet);
  const guarded = await listGuarded(actor.projectId);
  const data = guarded.flatMap(({ prompt, criteria, environments, reviews }) => {
    const looking = criteria.filter(
      (each) => each.evalSet === name && (!split || each.split === split),
    );
    if (looking.length === 0) return [];
    return [{ prompt, criteria: looking.map(({ statement }) => statement), environments, reviews }];
  });
  return { data, nextCursor: null };
}
