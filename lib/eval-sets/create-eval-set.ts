import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { approveOwn } from "@/lib/holdout/approve-definition";
import { AppError } from "@/lib/http/app-error";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import { CreateEvalSet, type EvalSetDetail } from "./contract";
import { getEvalSet } from "./reads";
import { definitionsOf } from "./scorer-definitions";

export async function createEvalSet(actor: Actor, input: CreateEvalSet): Promise<EvalSetDetail> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { name, description, scorers, holdoutBudget } = CreateEvalSet.parse(input);
  await requireUsableScorers(actor.projectId, scorers);
  await db
    .$transaction(async (tx) => {
      const set = await tx.evalSet.create({
        data: {
          projectId: actor.projectId,
          name,
          description,
          scorers: json(scorers),
          holdoutBudget,
        },
      });
      await approveOwn(tx, actor, definitionsOf(scorers, name));
      await recordEvent(tx, actor, {
        type: "eval_set.created",
        subject: { type: "eval_set", id: set.id },
        data: { name },
      });
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError("conflict", `An eval set named “${name}” exists. Choose another name.`, {
        errors: [{ path: "name", message: "This name is taken." }],
      });
    });
  return getEvalSet(actor, name);
}
