import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";

/** Takes every approval of the same definition back, whoever gave them. */
export async function revokeHoldoutApproval(actor: Actor, id: string): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { projectId } = actor;
  const approval = await db.holdoutApproval.findFirst({ where: { id, projectId } });
  if (!approval) throw notFound("This approval");
  const { kind, subject, definitionHash } = approval;
  await db.$transaction(async (tx) => {
    const { count } = await tx.holdoutApproval.updateMany({
      where: { projectId, kind, definitionHash, revokedAt: null },
      data: { revokedAt: new Date(), revokedByName: actor.name },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "holdout.approval_revoked",
      subject: { type: kind, id: subject },
      data: { kind, subject, definitionHash },
    });
  });
}
