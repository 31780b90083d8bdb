import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { AppError } from "@/lib/http/app-error";
import type { Draft, SaveDraft } from "./draft-contract";
import { loadPrompt, loadPromptOfKind } from "./load-prompt";

/**
 * Saves the actor's draft as they type. The expected revision must be the stored one: a second tab that is
 * behind gets 412 and nothing is overwritten. Drafts are private working state, so they are no events.
 */
export async function saveDraft(actor: Actor, name: string, input: SaveDraft): Promise<Draft> {
  return storeDraft(actor, await loadPromptOfKind(actor, name, "prompt"), input);
}

/** The same of a prompt or a chain. */
export async function storeDraft<Content extends object>(
  actor: Actor,
  prompt: { id: string },
  input: Omit<SaveDraft, "content"> & { content: Content },
): Promise<Omit<Draft, "content"> & { content: Content }> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const owner = { promptId: prompt.id, userId: requirePerson(actor) };
  const { content, baseVersion, expectedRevision } = input;
  if (expectedRevision === 0) {
    const first = await db.draft
      .create({ data: { ...owner, content: json(content), baseVersion } })
      .catch((error: unknown) => {
        throw uniqueClash(error) ? stale() : error;
      });
    return {
      content,
      baseVersion,
      revision: first.revision,
      savedAt: first.updatedAt.toISOString(),
    };
  }
  const revision = expectedRevision + 1;
  const updatedAt = new Date();
  const { count } = await db.draft.updateMany({
    where: { ...owner, revision: expectedRevision },
    data: { content: json(content), baseVersion, revision, updatedAt },
  });
  if (count === 0) throw stale();
  return { content, baseVersion, revision, savedAt: updatedAt.toISOString() };
}

export async function discardDraft(actor: Actor, name: string): Promise<null> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const prompt = await loadPrompt(actor, name);
  await db.draft.deleteMany({ where: { promptId: prompt.id, userId: requirePerson(actor) } });
  return null;
}

function requirePerson(actor: Actor): string {
  if (actor.userId) return actor.userId;
  throw new AppError("forbidden", "Drafts belong to people. Use a key that acts as a member.");
}

function stale(): AppError {
  return new AppError(
    "stale",
    "Your draft was saved from another tab or device. Load that one, or keep this one.",
  );
}
