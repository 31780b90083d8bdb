import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import type { ChainVersion, CreateChainVersion } from "@/lib/chains/contract";
import { saveChainVersion } from "@/lib/chains/save-chain-version";
import { alone } from "@/lib/db/around";
import type { Tx } from "@/lib/db/client";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { type AroundSave, saveVersion } from "@/lib/prompts/save-version";
import type { CreateVersion, Version } from "@/lib/prompts/version-contract";
import { lockReview } from "./load-review";
import { moveLocked } from "./move-review";
import type { ReviewRow } from "./review-row";

/**
 * Saves a version; the reviews of the version that it comes from follow in the same transaction when the
 * saver asked for them or wrote that version. So a fix is looked at where its faults were found, and of two
 * saves from one parent the first is followed.
 */
export const saveVersionUnderReview = (
  actor: Actor,
  name: string,
  input: CreateVersion,
): Promise<Version> => saveVersion(actor, name, input, { around: followSave(actor, name) });

/** The same of a chain. */
export const saveChainVersionUnderReview = (
  actor: Actor,
  name: string,
  input: CreateChainVersion,
): Promise<ChainVersion> =>
  saveChainVersion(actor, name, input, { around: followSave(actor, name) });

function followSave(actor: Actor, name: string): AroundSave {
  if (!actor.userId || !isAllowed(actor, { scope: "reviews:write", role: "editor" })) return alone;
  return async (tx, save) => {
    // Locked before the save writes its event, in the order in which decisions lock them too.
    const reviews = await lockOwnReviews(tx, actor, name);
    const version = await save();
    for (const review of reviews) {
      if (review.version.number === version.parentVersion) {
        await moveLocked(tx, actor, review, version);
      }
    }
    return version;
  };
}

async function lockOwnReviews(tx: Tx, actor: Actor, name: string): Promise<ReviewRow[]> {
  const rows = await tx.review.findMany({
    where: {
      projectId: actor.projectId,
      prompt: promptNamed(name),
      state: { in: ["open", "approved", "changes_requested"] },
      OR: [{ requestedById: actor.userId }, { version: { authorId: actor.userId } }],
    },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const reviews: ReviewRow[] = [];
  for (const { id } of rows) reviews.push(await lockReview(tx, actor, id));
  // One may have been closed, or moved to somebody else's version, before the lock.
  return reviews.filter(
    ({ closedAt, requestedById, version }) =>
      closedAt === null && [requestedById, version.authorId].includes(actor.userId),
  );
}
