import { route } from "@/lib/http/route";
import { labelVersion } from "@/lib/releases/langfuse/label-version";
import { labelLangfusePromptRoute } from "@/lib/releases/langfuse/langfuse-contract";

export const PATCH = route(labelLangfusePromptRoute, (actor, { params, body }) =>
  labelVersion(actor, params, body.newLabels),
);
