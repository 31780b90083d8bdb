import { randomUUID } from "node:crypto";
import { type Actor, makeActor } from "@/lib/auth/actor";
import { ROLES, type Role } from "@/lib/auth/contract";
import { createUser } from "@/lib/auth/create-user";
import { db } from "@/lib/db/client";
import { createProject } from "./create-project";

export type TestProject = { id: string; slug: string } & Record<Role, Actor & { kind: "member" }>;

/** For database tests: a project of their own, with one named member per role. Never shared, never cleaned. */
export async function makeTestProject(): Promise<TestProject> {
  const slug = `test-${randomUUID().slice(0, 8)}`;
  await createProject(null, { slug, name: "Test project" });
  const project = await db.project.findUniqueOrThrow({ where: { slug } });
  const actors = await Promise.all(ROLES.map((role) => joinAs(project, role)));
  return {
    id: project.id,
    slug,
    ...(Object.fromEntries(actors) as Record<Role, Actor & { kind: "member" }>),
  };
}

async function joinAs(project: { id: string; slug: string }, role: Role) {
  const name = { viewer: "Vera", editor: "Ines", reviewer: "Tomas", admin: "Priya" }[role];
  const user = await createUser({ email: `${name}@${project.slug}.example`, name });
  await db.member.create({ data: { projectId: project.id, userId: user.id, role } });
  const actor = makeActor({
    kind: "member",
    userId: user.id,
    name,
    email: user.email,
    projectId: project.id,
    projectSlug: project.slug,
    role,
  });
  return [role, actor] as const;
}
