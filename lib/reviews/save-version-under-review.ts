import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { saveVersion } from "@/lib/prompts/save-version";
import type { CreateVersion, Version } from "@/lib/prompts/version-contract";
import { moveReview } from "./move-review";

/**
 * Saves a version; the reviews of the version that it comes from follow when the saver asked for them or
 * wrote that version. So a fix is looked at where its faults were found. Should the second step be lost, the
 * review says that there is a newer version and offers to move.
 */
export async function saveVersionUnderReview(
  actor: Actor,
  name: string,
  input: CreateVersion,
): Promise<Version> {
  const saved = await saveVersion(actor, name, input);
  if (saved.parentVersion === null || !actor.userId) return saved;
  if (!isAllowed(actor, { scope: "reviews:write", role: "editor" })) return saved;
  const following = await db.review.findMany({
    where: {
      projectId: actor.projectId,
      prompt: promptNamed(name),
      version: { number: saved.parentVersion },
      state: { in: ["open", "approved", "changes_requested"] },
      OR: [{ requestedById: actor.userId }, { version: { authorId: actor.userId } }],
    },
    select: { id: true },
  });
  for (const { id } of following) await moveReview(actor, id, { version: saved.number });
  return saved;
}
