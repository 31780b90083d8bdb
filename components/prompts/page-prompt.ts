import { redirect } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { orNotFound } from "@/lib/http/or-not-found";
import type { Prompt } from "@/lib/prompts/contract";
import { getPrompt } from "@/lib/prompts/reads";

/**
 * For pages: the prompt that an address names. An address with a former name leads to the same page under
 * the name that it has now; `rest` is what follows the name in the address.
 */
export async function pagePrompt(actor: Actor, name: string, rest = ""): Promise<Prompt> {
  const prompt = await orNotFound(getPrompt(actor, name));
  if (prompt.name === name) return prompt;
  redirect(`/${actor.projectSlug}/prompts/${encodeURIComponent(prompt.name)}${rest}`);
}
