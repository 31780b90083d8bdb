import { memberActor } from "@/lib/auth/actor";
import { endPasswordLinks } from "@/lib/auth/passwords/password-link";
import { hashToken } from "@/lib/auth/secret-token";
import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { countWrongLink, tooManyWrongLinks } from "@/lib/http/server/rate-limits";
import { CLOSED_LINK, invitationState } from "./invitation-state";

/** An invitation that can be accepted by this e-mail address; throws a conflict that says why not. */
export async function requireOpenInvitation(tx: Tx, token: string, email: string) {
  const invitation = await tx.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { project: true },
  });
  const state = invitationState(invitation, new Date());
  if (state === "unknown" && (await countWrongLink()) === "too_many") throw tooManyWrongLinks();
  if (!invitation || state !== "open") {
    throw new AppError("conflict", CLOSED_LINK[state === "open" ? "unknown" : state]);
  }
  if (invitation.email && invitation.email !== email) {
    throw new AppError(
      "forbidden",
      `This invitation is for ${invitation.email}. Sign in with that address, or ask for another link.`,
    );
  }
  return invitation;
}

type OpenInvitation = Awaited<ReturnType<typeof requireOpenInvitation>>;

/** Uses the invitation up and makes the person a member, in the caller's transaction. Of two at once one wins. */
export async function joinProject(
  tx: Tx,
  invitation: OpenInvitation,
  person: { id: string; name: string; email: string },
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitation.id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: new Date() },
  });
  if (count === 0) throw new AppError("conflict", CLOSED_LINK.used);
  const { projectId, project, role } = invitation;
  await tx.member.create({ data: { projectId, userId: person.id, role } });
  await endPasswordLinks(tx, person.id);
  const actor = memberActor(project, { ...person, userId: person.id }, role);
  await recordEvent(tx, actor, {
    type: "invitation.accepted",
    subject: { type: "invitation", id: invitation.id },
    data: { member: person.id, name: person.name, email: person.email, role },
  });
}
