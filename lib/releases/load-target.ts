import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";

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
