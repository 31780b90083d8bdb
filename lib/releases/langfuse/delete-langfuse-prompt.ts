import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { AppError } from "@/lib/http/app-error";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { updatePrompt } from "@/lib/prompts/update-prompt";
import type { LangfuseQuestion } from "./reads";

/**
 * Archives a whole prompt: nothing is deleted, and what is live is served on, since taking it down is a rollback.
 * Single versions stay for ever, because runs, reviews and releases point at them.
 */
export async function deleteLangfusePrompt(
  actor: Actor,
  name: string,
  { label, version }: LangfuseQuestion,
): Promise<null> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  await loadPrompt(actor, name);
  if (version !== undefined) {
    throw new AppError(
      "forbidden",
      `Versions are kept: reviews and releases refer to v${version}. Delete the whole prompt to archive it.`,
    );
  }
  if (label !== undefined) {
    throw new AppError(
      "forbidden",
      `The versions with the label “${label}” are kept. To take one offline, roll its release back in Galley.`,
    );
  }
  await updatePrompt(actor, name, { isArchived: true });
  return null;
}
