import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { loadVersion, type VersionRow } from "@/lib/prompts/load-prompt";
import { announceReview, reviewEvent } from "./announce-review";
import type { MoveReview, Review } from "./contract";
import { requireUnderWay } from "./decide-review";
import { keepState, lockReview, tallyNow } from "./load-review";
import { getReview } from "./reads";
import { requireOwner } from "./review-owner";
import type { ReviewRow } from "./review-row";

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
    const version = await loadVersion(actor, review.prompt.name, input.version, tx);
    await moveLocked(tx, actor, review, version);
  });
  return getReview(actor, id);
}

/** The same for a review that the caller has locked. */
export async function moveLocked(
  tx: Tx,
  actor: Actor,
  review: ReviewRow,
  version: VersionRow,
): Promise<void> {
  const from = review.version.number;
  const { approvals: counted } = await tallyNow(tx, review);
  await tx.review.update({ where: { id: review.id }, data: { versionId: version.id } });
  const after = await keepState(tx, actor, review.id);
  const { standings } = await tallyNow(tx, after);
  const stale = counted
    .filter(({ id }) => standings.get(id) === "stale")
    .map(({ userName }) => userName);
  const text = version.commitMessage;
  await announceReview(tx, actor, after, "review.updated", { text, people: stale });
  const data = { from, text, ...(stale.length > 0 && { stale }) };
  await recordEvent(tx, actor, reviewEvent(after, "review.updated", data));
}
