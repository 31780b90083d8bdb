import { route } from "@/lib/http/route";
import { getPromptRoute, updatePromptRoute } from "@/lib/prompts/contract";
import { getPrompt } from "@/lib/prompts/reads";
import { updatePrompt } from "@/lib/prompts/update-prompt";

export const GET = route(getPromptRoute, (actor, { params }) => getPrompt(actor, params.name));
export const PATCH = route(
  updatePromptRoute,
  (actor, { params, body, requireUnchanged }) =>
    updatePrompt(actor, params.name, body, requireUnchanged),
  { current: GET },
);
