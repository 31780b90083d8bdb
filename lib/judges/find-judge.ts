import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";

export type JudgeRow = Awaited<ReturnType<typeof findJudge>>;

/** The judge of the actor's project with its prompt, or 404. */
export async function findJudge(actor: Actor, name: string, from: Tx | typeof db = db) {
  const judge = await from.judge.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
    include: { prompt: { select: { name: true } } },
  });
  if (!judge) throw notFound(`The judge “${name}”`);
  return judge;
}

/** The same for whoever works with it: nothing is added to an archived one. */
export async function findOpenJudge(actor: Actor, name: string, from: Tx | typeof db = db) {
  const judge = await findJudge(actor, name, from);
  if (judge.archivedAt) {
    throw new AppError("conflict", `The judge ${name} is archived. Restore it first.`);
  }
  return judge;
}
