import type { AccountActor, Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Project } from "./contract";

export async function listProjects(
  account: AccountActor,
): Promise<{ data: Project[]; nextCursor: null }> {
  const members = await db.member.findMany({
    where: { userId: account.userId },
    include: { project: true },
    orderBy: { project: { name: "asc" } },
  });
  const data = members.map(({ role, project }) => ({
    slug: project.slug,
    name: project.name,
    isDemo: project.isDemo,
    role,
    createdAt: project.createdAt.toISOString(),
  }));
  return { data, nextCursor: null };
}

export async function getProject(actor: Actor): Promise<Project> {
  const project = await db.project.findUniqueOrThrow({ where: { id: actor.projectId } });
  return {
    slug: project.slug,
    name: project.name,
    isDemo: project.isDemo,
    role: actor.role,
    createdAt: project.createdAt.toISOString(),
  };
}
