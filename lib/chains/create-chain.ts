import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Prompt } from "@/lib/prompts/contract";
import { createPrompt } from "@/lib/prompts/create-prompt";
import type { CreateChain } from "./contract";

/** Creates a chain without a version. It shares its names with prompts: applications fetch both by name. */
export const createChain = (actor: Actor, input: CreateChain): Promise<Prompt> =>
  createPrompt(actor, { ...input, kind: "chain" });
