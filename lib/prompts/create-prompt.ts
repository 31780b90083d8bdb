import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { CreatePrompt, Prompt, VersionedKind } from "./contract";
import { getPrompt } from "./reads";
import { nameTaken, requireUnusedName } from "./require-unused-name";

/** Creates a prompt, or a chain, without a version; its owner is the person who creates it. */
export async function createPrompt(
  actor: Actor,
  { name, kind, description = "" }: Omit<CreatePrompt, "kind"> & { kind: VersionedKind },
): Promise<Prompt> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  await db
    .$transaction(async (tx) => {
      const prompt = await tx.prompt.create({
        data: { projectId: actor.projectId, name, kind, description, ownerId: actor.userId },
      });
      await requireUnusedName(tx, actor.projectId, name);
      await recordEvent(tx, actor, {
        type: "prompt.created",
        subject: { type: "prompt", id: prompt.id },
        data: { name, kind },
      });
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(name) : error;
    });
  return getPrompt(actor, name);
}
