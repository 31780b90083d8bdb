import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { Accepted } from "./contract";
import { joinProject, requireOpenInvitation } from "./join-project";

/** The signed-in person becomes a member. A member keeps their role, and the link stays unused. */
export async function acceptInvitation(
  account: AccountActor,
  { token }: { token: string },
): Promise<Accepted> {
  return db.$transaction(async (tx) => {
    const invitation = await requireOpenInvitation(tx, token, account.email);
    const { projectId, project } = invitation;
    const isMember = await tx.member.count({ where: { projectId, userId: account.userId } });
    if (isMember > 0) {
      throw new AppError("conflict", `You are a member of ${project.name} already.`);
    }
    await joinProject(tx, invitation, {
      id: account.userId,
      name: account.name,
      email: account.email,
    });
    return { project: project.slug };
  });
}
