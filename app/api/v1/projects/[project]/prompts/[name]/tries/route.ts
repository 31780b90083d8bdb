import { route } from "@/lib/http/route";
import { tryPromptRoute } from "@/lib/runs/try/try-contract";
import { tryPrompt } from "@/lib/runs/try/try-prompt";

export const POST = route(tryPromptRoute, (actor, { params, body, request }) =>
  tryPrompt(actor, params.name, body, request.signal),
);
