import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { loadVersion } from "@/lib/prompts/load-prompt";
import { announceReview, reviewEvent } from "./announce-review";
import { requireOwner } from "./close-review";
import type { MoveReview, Review } from "./contract";
import { requireUnderWay } from "./decide-review";
import { keepState, lockReview } from "./load-review";
import { getReview } from "./reads";

/** Puts another version under review. Approvals of the one before are stale, unless the content is the same. */
export async function moveReview(actor: Actor, id: string, input: MoveReview): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    requireOwner(actor, review);
    const from = review.version.number;
    if (input.version <= from) {
      throw invalid("version", `Review ${review.number} is about v${from}; name a newer version.`);
    }
    const version = await loadVersion(actor, review.prompt.name, input.version);
    await tx.review.update({ where: { id: review.id }, data: { versionId: version.id } });
    const after = await keepState(tx, actor, review.id);
    await announceReview(tx, actor, after, "review.updated", version.commitMessage);
    const text = version.commitMessage;
    await recordEvent(tx, actor, reviewEvent(after, "review.updated", { from, text }));
  });
  return getReview(actor, id);
}
