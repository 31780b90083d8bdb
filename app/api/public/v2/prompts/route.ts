import { route } from "@/lib/http/route";
import { createLangfusePrompt } from "@/lib/releases/langfuse/create-langfuse-prompt";
import {
  createLangfusePromptRoute,
  listLangfusePromptsRoute,
} from "@/lib/releases/langfuse/langfuse-contract";
import { listLangfusePrompts } from "@/lib/releases/langfuse/reads";

export const GET = route(listLangfusePromptsRoute, (actor, { query }) =>
  listLangfusePrompts(actor, query),
);
export const POST = route(createLangfusePromptRoute, (actor, { body }) =>
  createLangfusePrompt(actor, body),
);
