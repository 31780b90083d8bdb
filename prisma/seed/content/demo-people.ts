import type { Role } from "@/lib/auth/contract";
import { createUser } from "@/lib/auth/create-user";
import { db } from "@/lib/db/client";
import { createProject } from "@/lib/projects/create-project";

export const DEMO_PROJECT = { slug: "northwind-support", name: "Northwind Support" };

const PEOPLE: { name: string; role: Role }[] = [
  { name: "Ines Moreau", role: "editor" },
  { name: "Tomas Lind", role: "reviewer" },
  { name: "Priya Nair", role: "admin" },
  { name: "Jonas Ochs", role: "editor" },
];

/** The invented people and their project. Safe to repeat: what exists is kept as it is. */
export async function seedPeople() {
  const existing = await db.project.findUnique({ where: { slug: DEMO_PROJECT.slug } });
  if (!existing) await createProject(null, { ...DEMO_PROJECT, isDemo: true });
  const project =
    existing ?? (await db.project.findUniqueOrThrow({ where: { slug: DEMO_PROJECT.slug } }));
  for (const { name, role } of PEOPLE) {
    const email = `${name.split(" ")[0]?.toLowerCase()}@northwind.example`;
    const user =
      (await db.user.findUnique({ where: { email } })) ??
      (await createUser({ email, name, isDemo: true }));
    await db.member.upsert({
      where: { projectId_userId: { projectId: project.id, userId: user.id } },
      create: { projectId: project.id, userId: user.id, role },
      update: {},
    });
  }
  return project;
}
