import { route } from "@/lib/http/route";
import { createPromptRoute, listPromptsRoute } from "@/lib/prompts/contract";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { listPrompts } from "@/lib/prompts/reads";

export const GET = route(listPromptsRoute, (actor, { query }) => listPrompts(actor, query));
export const POST = route(createPromptRoute, (actor, { body }) => createPrompt(actor, body));
