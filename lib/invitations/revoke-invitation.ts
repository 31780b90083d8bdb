import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";

export async function revokeInvitation(
  actor: Actor,
  { invitation: id }: { invitation: string },
): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  await db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, projectId: actor.projectId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound("This open invitation");
    const { email, role } = await tx.invitation.findUniqueOrThrow({ where: { id } });
    await recordEvent(tx, actor, {
      type: "invitation.revoked",
      subject: { type: "invitation", id },
      data: { email, role },
    });
  });
}
