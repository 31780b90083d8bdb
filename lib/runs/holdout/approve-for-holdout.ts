import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { approveDefinitions, type Definition } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { findConnection } from "@/lib/providers/connections/find-connection";
import { scorerDefinition } from "@/lib/scorers/scorer-definition";
import { scorerName } from "@/lib/scorers/scorer-name";
import type { ApproveForHoldout, HoldoutApprovals } from "./approval-contract";
import { listHoldoutApprovals } from "./list-holdout-approvals";

/** Approves a definition as it is now; approving it again changes nothing. */
export async function approveForHoldout(
  actor: Actor,
  input: ApproveForHoldout,
): Promise<HoldoutApprovals> {
  authorize(actor, { scope: "admin", role: "admin" });
  const definition = await definitionOf(actor, input);
  await db.$transaction(async (tx) => {
    if ((await approveDefinitions(tx, actor, [definition])) === 0) return;
    const { kind, subject, hash } = definition;
    await recordEvent(tx, actor, {
      type: "holdout.approved",
      subject: { type: kind, id: subject },
      data: { kind, subject, definitionHash: hash },
    });
  });
  return listHoldoutApprovals(actor);
}

async function definitionOf(actor: Actor, input: ApproveForHoldout): Promise<Definition> {
  if (input.kind === "connection") {
    const row = await findConnection(db, actor.projectId, input.connection);
    return { kind: "connection", subject: input.connection, hash: connectionDefinition(row) };
  }
  const { scorer, subject = scorerName(scorer) } = input;
  return { kind: "scorer", subject, hash: scorerDefinition(scorer) };
}
