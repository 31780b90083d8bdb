import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import type { Prompt } from "@/lib/prompts/contract";
import { getPrompt } from "@/lib/prompts/reads";

const promptOfRequest = cache((actor: Actor, name: string) => orNotFound(getPrompt(actor, name)));

/**
 * For pages: the prompt that an address names. An address with a former name leads to the same page under
 * the name that it has now; `rest` is what follows the name in the address.
 */
export async function pagePrompt(actor: Actor, name: string, rest = ""): Promise<Prompt> {
  const prompt = await promptOfRequest(actor, name);
  if (prompt.name === name) return prompt;
  redirect(`/${actor.projectSlug}/prompts/${encodeURIComponent(prompt.name)}${rest}`);
}

/** The title of a page below a prompt, which exists: see `htmlLimitedBots` in next.config.js. */
export async function promptMetadata(
  params: Promise<{ project: string; name: string }>,
  title: (name: string) => string,
  rest = "",
): Promise<Metadata> {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  await pagePrompt(await requireActor(project), name, rest);
  return { title: title(name) };
}
