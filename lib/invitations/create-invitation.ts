import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { hashToken, makeToken } from "@/lib/auth/secret-token";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { CreateInvitation, Invitation } from "./contract";

const LASTS_MS = 7 * 24 * 3600 * 1000;

/** Invites by a link; the answer is the only time that the link is seen. */
export async function createInvitation(
  actor: Actor,
  { email, role }: CreateInvitation,
): Promise<Invitation & { url: string }> {
  authorize(actor, { scope: "admin", role: "admin" });
  const isMember =
    email !== undefined &&
    (await db.member.count({ where: { projectId: actor.projectId, user: { email } } })) > 0;
  if (isMember) throw new AppError("conflict", `${email} is already a member of this project.`);
  const token = makeToken();
  const row = await db.$transaction(async (tx) => {
    const created = await tx.invitation.create({
      data: {
        projectId: actor.projectId,
        email: email ?? null,
        role,
        tokenHash: hashToken(token),
        createdById: actor.userId,
        expiresAt: new Date(Date.now() + LASTS_MS),
      },
    });
    await recordEvent(tx, actor, {
      type: "invitation.created",
      subject: { type: "invitation", id: created.id },
      data: { email, role },
    });
    return created;
  });
  return {
    id: row.id,
    email: row.email,
    role,
    createdBy: { id: actor.userId, name: actor.name },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    url: new URL(`/invitations/${token}`, env().GALLEY_URL).toString(),
  };
}
