import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";

/** Makes a person a member of the actor's project, without an invitation. A member already is a conflict. */
export async function addMember(
  actor: Actor,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  await db
    .$transaction(async (tx) => {
      const { user } = await tx.member.create({
        data: { projectId: actor.projectId, userId, role },
        include: { user: true },
      });
      await recordEvent(tx, actor, {
        type: "member.added",
        subject: { type: "member", id: userId },
        data: { name: user.name, role },
      });
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError("conflict", "This person is a member already.");
    });
}
