import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { endPasswordLinks } from "@/lib/auth/passwords/password-link";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { lockMembers } from "./lock-members";
import type { Member, UpdateRole } from "./member-contract";
import { toMember } from "./reads";

/** Takes effect with the member's next request: roles are read each time. */
export async function updateRole(
  actor: Actor,
  { member: userId }: { member: string },
  { role }: UpdateRole,
): Promise<Member> {
  authorize(actor, { scope: "admin", role: "admin" });
  const row = await db.$transaction(async (tx) => {
    const before = await lockMembers(tx, actor.projectId, { userId, role });
    const changed = await tx.member.update({
      where: { projectId_userId: { projectId: actor.projectId, userId } },
      data: { role },
      include: { user: true },
    });
    await endPasswordLinks(tx, userId);
    await recordEvent(tx, actor, {
      type: "member.role_changed",
      subject: { type: "member", id: userId },
      data: { name: changed.user.name, from: before, to: role },
    });
    return changed;
  });
  return toMember(row);
}
