import { TOO_MANY_WRONG_LINKS } from "@/lib/http/server/rate-limits";

interface Dates {
  acceptedAt: Date | null;
  revokedAt: Date | null;
  expiresAt: Date;
}

/** What became of an invitation; null: its token is not one of ours. */
export function invitationState(
  invitation: Dates | null,
  now: Date,
): "open" | "unknown" | "used" | "revoked" | "expired" {
  if (!invitation) return "unknown";
  if (invitation.acceptedAt) return "used";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt > now ? "open" : "expired";
}

/** The sentence for somebody who opens a link that does not work. */
export const CLOSED_LINK = {
  unknown: "This invitation link is not valid here. Check that it was copied completely.",
  too_many: TOO_MANY_WRONG_LINKS,
  used: "This invitation was already used. Sign in, or ask an admin for a new link.",
  revoked: "This invitation was revoked. Ask an admin of the project for a new link.",
  expired: "This invitation has expired: a link works for seven days. Ask an admin for a new one.",
} as const;
