import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";

/** Who made a link that sets a password, and in which project. */
export interface LinkIssuer {
  projectId: string | null;
  issuedById: string | null;
  issuedByKeyId: string | null;
}

export function issuerOf(actor: Actor): LinkIssuer {
  return {
    projectId: actor.projectId,
    issuedById: actor.userId,
    issuedByKeyId: actor.kind === "key" ? actor.keyId : null,
  };
}

/**
 * Whoever sets a person's password becomes that person everywhere, so it takes an admin of all the projects
 * that the person is in. Asked when a link is made and again when it is used: both may have changed.
 */
export async function canSetPasswordOf(
  tx: Tx,
  { projectId, issuedById, issuedByKeyId }: LinkIssuer,
  userId: string,
): Promise<boolean> {
  const members = await tx.member.findMany({ where: { userId }, select: { projectId: true } });
  if (!members.some((member) => member.projectId === projectId)) return false;
  if (issuedByKeyId !== null) {
    // A key belongs to one project, whatever else its person administers.
    if (members.length > 1 || !(await isLiveKey(tx, issuedByKeyId))) return false;
    if (issuedById === null) return true;
  }
  // Neither a person nor a key: the operator's command line.
  if (issuedById === null) return true;
  const administered = await tx.member.count({
    where: {
      userId: issuedById,
      role: "admin",
      projectId: { in: members.map((member) => member.projectId) },
    },
  });
  return administered === members.length;
}

async function isLiveKey(tx: Tx, id: string): Promise<boolean> {
  const key = await tx.apiKey.findUnique({ where: { id } });
  return key !== null && !key.revokedAt && (!key.expiresAt || key.expiresAt > new Date());
}

/**
 * Ends the open links for a person, and those that the person has made. Called where a membership, a role or a
 * password changes: what an admin was trusted with before says nothing about now.
 */
export async function endPasswordLinks(tx: Tx, userId: string): Promise<void> {
  await tx.oneTimeToken.updateMany({
    where: {
      purpose: "password_reset",
      usedAt: null,
      expiresAt: { gt: new Date() },
      OR: [{ userId }, { issuedById: userId }],
    },
    data: { expiresAt: new Date() },
  });
}
