import type { Actor } from "@/lib/auth/actor";
import type { Around } from "@/lib/db/around";
import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { announceReview, reviewEvent } from "@/lib/reviews/announce-review";
import { keepState, lockReview, tallyNow } from "@/lib/reviews/load-review";
import type { DecisionRow, ReviewRow } from "@/lib/reviews/review-row";
import { loosenedIn } from "@/lib/specs/evidence/diff-evidence";
import { guardEvidence, isTouched, type Touched } from "@/lib/specs/evidence/guard-evidence";
import { listGuarded } from "@/lib/specs/evidence/list-guarded";
import { loadEvidenceChanges } from "./load-evidence-changes";

/**
 * Around every write to a set or a segment: below the role reviewer it may loosen nothing that guards a
 * release or a review, and whoever's approval it makes stale is told.
 */
export const changeEvidence =
  (actor: Actor, touched: Touched): Around =>
  (tx, write) =>
    tellStaleApprovals(actor, touched)(tx, () => guardEvidence(actor, touched)(tx, write));

/**
 * Tells the approver and the author of each review whose approvals the write makes stale, with the reason. An
 * approval that was stale before is not reported again.
 */
export const tellStaleApprovals =
  (actor: Actor, touched: Touched | { prompt: string }): Around =>
  async (tx, write) => {
    const reviews = await lockTouched(tx, actor, touched);
    const counted = new Map<ReviewRow, DecisionRow[]>();
    for (const review of reviews) counted.set(review, (await tallyNow(tx, review)).approvals);
    const written = await write();
    for (const [review, approvals] of counted) await tell(tx, actor, review, approvals);
    return written;
  };

async function tell(
  tx: Tx,
  actor: Actor,
  review: ReviewRow,
  counted: readonly DecisionRow[],
): Promise<void> {
  if (counted.length === 0) return;
  const { standings } = await tallyNow(tx, review);
  const stale = counted.filter(({ id }) => standings.get(id) === "stale");
  if (stale.length === 0) return;
  const changes = await loadEvidenceChanges([review], tx);
  const sentences = stale.flatMap(({ id }) =>
    loosenedIn(changes.get(id) ?? []).map(({ sentence }) => sentence),
  );
  const text = [...new Set(sentences)].join(" ");
  const people = stale.map(({ userName }) => userName);
  const after = await keepState(tx, actor, review.id);
  await announceReview(tx, actor, after, "review.approvals_stale", {
    to: [...stale.map(({ userId }) => userId), review.requestedById, review.version.authorId],
    people,
    text,
  });
  const data = { stale: people, text };
  await recordEvent(tx, actor, reviewEvent(after, "review.approvals_stale", data));
}

/** Locked before the write records its event, in the order in which decisions lock them too. */
async function lockTouched(
  tx: Tx,
  actor: Actor,
  touched: Touched | { prompt: string },
): Promise<ReviewRow[]> {
  const rows = await tx.review.findMany({
    where: {
      projectId: actor.projectId,
      closedAt: null,
      decisions: { some: { kind: "approval", liftedAt: null } },
      ...("prompt" in touched
        ? { prompt: promptNamed(touched.prompt) }
        : { promptId: { in: await touchedPrompts(tx, actor, touched) } }),
    },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const reviews: ReviewRow[] = [];
  for (const { id } of rows) reviews.push(await lockReview(tx, actor, id));
  // One may have been closed or released before the lock.
  return reviews.filter(({ closedAt }) => closedAt === null);
}

async function touchedPrompts(tx: Tx, actor: Actor, touched: Touched): Promise<string[]> {
  const guarded = await listGuarded(actor.projectId, tx);
  return guarded.filter((one) => isTouched(one, touched)).map(({ promptId }) => promptId);
}
