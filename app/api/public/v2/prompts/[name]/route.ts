import { route } from "@/lib/http/route";
import { deleteLangfusePrompt } from "@/lib/releases/langfuse/delete-langfuse-prompt";
import {
  deleteLangfusePromptRoute,
  getLangfusePromptRoute,
} from "@/lib/releases/langfuse/langfuse-contract";
import { serveLangfusePrompt } from "@/lib/releases/langfuse/serve-langfuse-prompt";

export const GET = route(getLangfusePromptRoute, (actor, { params, query }) =>
  serveLangfusePrompt(actor, params.name, query),
);
export const DELETE = route(deleteLangfusePromptRoute, (actor, { params, query }) =>
  deleteLangfusePrompt(actor, params.name, query),
);
