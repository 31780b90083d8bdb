import type { Role } from "@/lib/auth/contract";
import type { Tx } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { keepsAnAdmin } from "./keeps-an-admin";

/**
 * Holds the project's members until the commit, so that two admins cannot demote each other at the same
 * moment. Throws when the change leaves no admin, 404 when the person is no member.
 */
export async function lockMembers(
  tx: Tx,
  projectId: string,
  change: { userId: string; role: Role | null },
): Promise<Role> {
  const members = await tx.$queryRaw<{ userId: string; role: Role }[]>`
    select user_id as "userId", role::text as role from member
    where project_id = ${projectId}::uuid order by user_id for update`;
  const member = members.find(({ userId }) => userId === change.userId);
  if (!member) throw notFound("This member");
  if (!keepsAnAdmin(members, change)) {
    throw new AppError(
      "conflict",
      "A project keeps at least one admin. Make someone else an admin first.",
    );
  }
  return member.role;
}
