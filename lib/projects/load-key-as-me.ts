import "server-only";
import { type AccountActor, type Actor, memberActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";

/** A key that acts as this person, with them as a member of its project; 404 for every other key. */
export async function loadKeyAsMe(account: AccountActor, id: string) {
  const key = await db.apiKey.findFirst({
    where: { id, actsAsId: account.userId, revokedAt: null },
    include: { project: true },
  });
  const member = key && (await findMember(account, key.project));
  if (!member) throw notFound("This API key");
  return { key, actor: member };
}

async function findMember(
  account: AccountActor,
  project: { id: string; slug: string },
): Promise<Actor | null> {
  const { userId } = account;
  const row = await db.member.findUnique({
    where: { projectId_userId: { projectId: project.id, userId } },
  });
  return row && memberActor(project, account, row.role);
}
