import "server-only";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { type Actor, memberActor } from "./actor";

/** A member as an actor without a session, for the seed: who did it is then recorded as it is told. */
export async function actAsMember(projectSlug: string, email: string): Promise<Actor> {
  const member = await db.member.findFirst({
    where: { user: { email }, project: { slug: projectSlug } },
    include: { user: true, project: true },
  });
  if (!member) throw new AppError("not_found", `${email} is not a member of ${projectSlug}.`);
  return memberActor(member.project, { ...member.user, userId: member.userId }, member.role);
}
