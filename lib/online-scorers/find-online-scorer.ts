import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { invalid, notFound } from "@/lib/http/app-error";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { checkScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";

export type ScorerRow = NonNullable<Awaited<ReturnType<typeof db.onlineScorer.findFirst>>>;

export async function findOnlineScorer(actor: Actor, id: string): Promise<ScorerRow> {
  const row = await db.onlineScorer.findFirst({
    where: { id, projectId: actor.projectId, archivedAt: null },
  });
  if (!row) throw notFound("This online scorer");
  return row;
}

export async function promptIdOf(actor: Actor, name: string | null): Promise<string | null> {
  return name === null ? null : (await loadPrompt(actor, name)).id;
}

export async function checkEnvironment(actor: Actor, name: string | null): Promise<void> {
  if (name === null) return;
  const row = await db.environment.findFirst({ where: { projectId: actor.projectId, name } });
  if (!row) throw invalid("environment", `There is no environment ${name}.`);
}

export async function requireUsableScorer(actor: Actor, scorer: ScorerSpec): Promise<void> {
  const [problem] = await checkScorers(actor.projectId, [scorer]);
  if (problem) throw invalid(problem.path.replace(/^scorers(?:\.0)?/, "scorer"), problem.message);
}
