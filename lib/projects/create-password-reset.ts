import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { issueToken } from "@/lib/auth/passwords/one-time-token";
import { canSetPasswordOf, issuerOf } from "@/lib/auth/passwords/password-link";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import type { OnceLink } from "./member-contract";

/**
 * A link by which a member sets a new password. Whoever holds it becomes that person everywhere, so it is
 * only for admins of all the projects that the person is in.
 */
export async function createPasswordReset(
  actor: Actor,
  { member: userId }: { member: string },
): Promise<OnceLink> {
  authorize(actor, { scope: "admin", role: "admin" });
  const person = await db.user.findFirst({
    where: { id: userId, members: { some: { projectId: actor.projectId } } },
  });
  if (!person) throw notFound("This member");
  if (person.isDemo) {
    throw new AppError("conflict", "The people of the demo sign in without a password.");
  }
  const issuer = issuerOf(actor);
  const { token, expiresAt } = await db.$transaction(async (tx) => {
    if (!(await canSetPasswordOf(tx, issuer, userId))) {
      throw new AppError(
        "forbidden",
        `${person.name} is also a member of a project that you do not administer, so the link would open more than yours. Ask an admin of all of them.`,
      );
    }
    const issued = await issueToken(tx, "password_reset", { ...issuer, userId });
    await recordEvent(tx, actor, {
      type: "member.password_reset_link_made",
      subject: { type: "member", id: userId },
      data: { name: person.name, expiresAt: issued.expiresAt },
    });
    return issued;
  });
  const url = new URL(`/reset-password?token=${token}`, env().GALLEY_URL).toString();
  return { url, expiresAt: expiresAt.toISOString() };
}
