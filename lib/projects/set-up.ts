import "server-only";
import { redeemSetUpToken } from "@/lib/auth/passwords/redeem-set-up-token";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/http/app-error";
import type { SetUp } from "./contract";
import { createProject } from "./create-project";

/** The first set-up: the first person and their project. The address is checked before the link is used up. */
export async function setUp({ token, project, ...person }: SetUp): Promise<{ project: string }> {
  const existing = await db.project.findUnique({ where: { slug: project.slug } });
  if (existing) throw invalid("project.slug", `There is a project at /${project.slug} already.`);
  const account = await redeemSetUpToken(token, person);
  await createProject(account, project);
  return { project: project.slug };
}
