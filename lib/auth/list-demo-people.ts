import "server-only";
import { isDemoSignInOpen } from "@/lib/auth/sessions/session";
import { db } from "@/lib/db/client";
import type { Role } from "./contract";

const JOBS: Record<Role, string> = {
  viewer: "reads everything",
  editor: "edits, runs evals, asks for review",
  reviewer: "reads diffs, approves, releases",
  admin: "quality, cost, releases, settings",
};

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  job: string;
}

/** The people of the demo project to continue as; none when demo sign-in is closed. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  if (!isDemoSignInOpen()) return [];
  const members = await db.member.findMany({
    where: { user: { isDemo: true }, project: { isDemo: true } },
    include: { user: true },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
  });
  const byRole = new Map(members.toReversed().map((member) => [member.role, member]));
  return (["editor", "reviewer", "admin"] as const).flatMap((role) => {
    const member = byRole.get(role);
    return member
      ? [{ email: member.user.email, name: member.user.name, role, job: JOBS[role] }]
      : [];
  });
}
