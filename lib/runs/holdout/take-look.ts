import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { countLooks } from "@/lib/eval-sets/holdout/count-looks";
import { AppError } from "@/lib/http/app-error";

export interface LookedAt {
  id: string;
  name: string;
  holdoutBudget: number | null;
  looksPerPrompt: number;
}

/**
 * Counts a look at a holdout, whoever takes it, or refuses it: each look tells a little, and enough of them
 * tell the cases. The caller holds the set's row, so that two at once do not both take the last look.
 */
export async function takeLook(
  tx: Tx,
  actor: Actor,
  set: LookedAt,
  { promptId, runId }: { promptId: string; runId: string },
): Promise<void> {
  const [all, ofPrompt] = await Promise.all([
    countLooks(tx, set.id),
    countLooks(tx, set.id, promptId),
  ]);
  if (set.holdoutBudget !== null && all >= set.holdoutBudget) {
    throw used(`The holdout of ${set.name} was looked at ${times(all)}`);
  }
  if (ofPrompt >= set.looksPerPrompt) {
    throw used(`Versions of this prompt looked at the holdout of ${set.name} ${times(ofPrompt)}`);
  }
  await tx.holdoutLook.create({
    data: { evalSetId: set.id, promptId, runId, actorName: actor.name },
  });
}

const used = (what: string) =>
  new AppError(
    "holdout_budget_used",
    `${what}, which is its whole budget. An admin can raise the budget in the settings of the eval set.`,
  );

const times = (n: number) => (n === 1 ? "once" : `${n} times`);
