import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { approveOwn } from "@/lib/holdout/approve-definition";
import { AppError } from "@/lib/http/app-error";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import { type EvalSetDetail, UpdateEvalSet } from "./contract";
import { findEvalSet } from "./find-eval-set";
import { getEvalSet } from "./reads";
import { definitionsOf } from "./scorer-definitions";

/** Changes what belongs to the set as a whole; its cases and its revision stay as they are. */
export async function updateEvalSet(
  actor: Actor,
  name: string,
  input: UpdateEvalSet,
  { requireUnchanged, around = alone }: Surroundings = {},
): Promise<EvalSetDetail> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { description, scorers, holdoutBudget, looksPerPrompt } = UpdateEvalSet.parse(input);
  await requireUsableScorers(actor.projectId, scorers ?? []);
  const set = await findEvalSet(actor, name);
  const isBudget = holdoutBudget !== undefined || looksPerPrompt !== undefined;
  if (isBudget && !hasRole(actor, "admin")) {
    throw new AppError("forbidden", "Only an admin sets how many runs may look at the holdout.");
  }
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from eval_set where id = ${set.id}::uuid for update`;
    await requireUnchanged?.();
    await around(tx, () =>
      tx.evalSet.update({
        where: { id: set.id },
        data: {
          ...(description === undefined ? {} : { description }),
          ...(scorers === undefined ? {} : { scorers: json(scorers) }),
          ...(holdoutBudget === undefined ? {} : { holdoutBudget }),
          ...(looksPerPrompt === undefined ? {} : { looksPerPrompt }),
        },
      }),
    );
    await approveOwn(tx, actor, definitionsOf(scorers ?? [], name));
    await recordEvent(tx, actor, {
      type: "eval_set.edited",
      subject: { type: "eval_set", id: set.id },
      data: {
        name,
        description,
        scorers: scorers?.map(({ kind }) => kind),
        holdoutBudget,
        looksPerPrompt,
      },
    });
  });
  return getEvalSet(actor, name);
}
