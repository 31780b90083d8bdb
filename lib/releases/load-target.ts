import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import { loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";

export interface Target {
  prompt: { id: string; name: string };
  environment: Awaited<ReturnType<typeof loadEnvironment>>;
}

/** An environment of the actor's project, or 404. */
export async function loadEnvironment(actor: Actor, name: string, from: Tx | typeof db = db) {
  const row = await from.environment.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
  });
  if (!row) throw notFound(`The environment ${name}`);
  return row;
}

export async function loadTarget(
  actor: Actor,
  {
    prompt: name,
    version: number,
    environment,
  }: { prompt: string; version: number; environment: string },
) {
  const prompt = await loadPrompt(actor, name);
  return {
    prompt,
    version: await loadVersion(actor, name, number),
    environment: await loadEnvironment(actor, environment),
  };
}
