import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import { endPasswordLinks } from "@/lib/auth/passwords/password-link";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import type { Member } from "./member-contract";
import { toMember } from "./reads";

/** Makes a known person a member, for the operator's command line and seeding; others are invited. */
export async function addMember(
  actor: Actor,
  { email, role }: { email: string; role: Role },
): Promise<Member> {
  authorize(actor, { scope: "admin", role: "admin" });
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!user) throw invalid("email", `${email} has no account yet.`);
  const row = await db
    .$transaction(async (tx) => {
      const added = await tx.member.create({
        data: { projectId: actor.projectId, userId: user.id, role },
        include: { user: true },
      });
      await endPasswordLinks(tx, user.id);
      await recordEvent(tx, actor, {
        type: "member.added",
        subject: { type: "member", id: user.id },
        data: { name: user.name, email: user.email, role },
      });
      return added;
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError("conflict", `${user.email} is already a member of this project.`);
    });
  return toMember(row);
}
