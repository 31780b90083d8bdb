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
  unknown: "This invitation link is not one of ours. Check that it was copied whole.",
  too_many: TOO_MANY_WRONG_LINKS,
  used: "This invitation was used already. Sign in, or ask an admin for a new link.",
  revoked: "This invitation was taken back. Ask an admin of the project for a new link.",
  expired: "This invitation has expired: a link works for seven days. Ask an admin for a new one.",
} as const;
