import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { endPasswordLinks } from "@/lib/auth/passwords/password-link";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { lockMembers } from "./lock-members";

/** Removes a member; anybody may leave. API keys that act as the person stop working with it. */
export async function removeMember(
  actor: Actor,
  { member: userId }: { member: string },
): Promise<void> {
  const isLeaving = actor.kind === "member" && actor.userId === userId;
  authorize(actor, { scope: "admin", role: isLeaving ? "viewer" : "admin" });
  await db.$transaction(async (tx) => {
    const role = await lockMembers(tx, actor.projectId, { userId, role: null });
    const removed = await tx.member.delete({
      where: { projectId_userId: { projectId: actor.projectId, userId } },
      include: { user: true },
    });
    await endPasswordLinks(tx, userId);
    await recordEvent(tx, actor, {
      type: isLeaving ? "member.left" : "member.removed",
      subject: { type: "member", id: userId },
      data: { name: removed.user.name, role },
    });
  });
}
