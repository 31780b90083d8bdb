import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { hashToken } from "@/lib/auth/secret-token";
import { db } from "@/lib/db/client";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import { countWrongLink } from "@/lib/http/server/rate-limits";
import { namesOf, personOf } from "@/lib/projects/reads";
import type { Invitation, InvitationState } from "./contract";
import { invitationState } from "./invitation-state";

/** Open invitations, newest first. */
export async function listInvitations(
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: Invitation[]; nextCursor: string | null }> {
  authorize(actor, { scope: "admin", role: "admin" });
  const before = parseIdCursor(cursor);
  const rows = await db.invitation.findMany({
    where: {
      projectId: actor.projectId,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const names = await namesOf(page.map(({ createdById }) => createdById));
  const data = page.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    createdBy: personOf(row.createdById, names),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.id) : null };
}

/** What a link leads to, for whoever holds it. */
export async function getInvitationState(token: string): Promise<InvitationState> {
  const row = await db.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { project: true },
  });
  const state = invitationState(row, new Date());
  if (state === "unknown") return { state: await countWrongLink() };
  if (!row || state !== "open") return { state: state === "open" ? "unknown" : state };
  const names = await namesOf([row.createdById]);
  return {
    state,
    project: { slug: row.project.slug, name: row.project.name },
    email: row.email,
    role: row.role,
    invitedBy: personOf(row.createdById, names).name,
    expiresAt: row.expiresAt.toISOString(),
  };
}
