import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { orNotFound } from "@/lib/http/or-not-found";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { getPrompt } from "@/lib/prompts/reads";

/**
 * For pages: the prompt or chain that an address names. A former name leads to the same page under the name that it
 * has now, and a chain among the prompts to the same page among the chains.
 */
export async function pagePrompt(actor: Actor, name: string): Promise<Prompt> {
  const prompt = await orNotFound(getPrompt(actor, name));
  // Set by proxy.ts: /project/prompts/name/page?query.
  const address = (await headers()).get("x-address") ?? "";
  const [, shelf, , rest] = /^\/[^/]+\/([^/]+)\/([^/?]+)(.*)$/.exec(address) ?? [];
  const path = promptPath(prompt);
  const isHere = prompt.name === name && (!shelf || path.startsWith(`${shelf}/`));
  if (isHere) return prompt;
  redirect(`/${actor.projectSlug}/${path}${rest ?? ""}`);
}
