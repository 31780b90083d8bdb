import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { EvidenceDefinitions } from "@/lib/specs/evidence/definitions-contract";
import { loadDefinitions } from "@/lib/specs/evidence/load-definitions";
import { hashEvidence } from "@/lib/specs/hash-evidence";
import { announceReview, reviewEvent } from "./announce-review";
import type { Review } from "./contract";
import type { Approve, RequestChanges } from "./decision-contract";
import { keepState, listAuthors, lockReview } from "./load-review";
import { getReview } from "./reads";
import type { ReviewRow } from "./review-row";

type Kind = "approval" | "change_request";

/** Approves the version under review. Whoever wrote it, also through a key that acts as them, cannot. */
export async function approve(actor: Actor, id: string, input: Approve): Promise<Review> {
  return decide(actor, id, "approval", input);
}

/** Asks for changes: no release until this reviewer lifts it or approves. */
export async function requestChanges(
  actor: Actor,
  id: string,
  input: RequestChanges,
): Promise<Review> {
  return decide(actor, id, "change_request", input);
}

async function decide(actor: Actor, id: string, kind: Kind, input: Approve): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "reviewer" });
  const userId = requirePerson(actor);
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    await requireReviewer(tx, actor, userId);
    if (kind === "approval") await refuseOwn(tx, review, userId);
    refuseOutdated(review, input);
    const evidence = await loadDefinitions(
      review.projectId,
      { promptId: review.promptId, ...review.version },
      tx,
    );
    if (kind === "approval") await refuseOtherEvidence(tx, review, evidence, input);
    const isUnmeasured = kind === "approval" && asksForNothing(review, evidence);
    // One decision per person: the newest takes the place of the ones before it.
    await tx.reviewDecision.updateMany({
      where: { reviewId: review.id, userId, liftedAt: null },
      data: { liftedAt: new Date() },
    });
    await tx.reviewDecision.create({
      data: {
        reviewId: review.id,
        kind,
        userId,
        userName: actor.name,
        version: review.version.number,
        contentHash: review.version.contentHash,
        evidence: json(evidence),
        body: input.body,
        nothingMeasured: isUnmeasured ? (input.confirmNothingMeasured ?? "") : null,
      },
    });
    const after = await keepState(tx, actor, review.id);
    const type = kind === "approval" ? "review.approved" : "review.changes_requested";
    await announceReview(tx, actor, after, type, { text: input.body });
    const { contentHash } = review.version;
    const facts = { contentHash, text: input.body, ...(isUnmeasured && { nothingMeasured: true }) };
    await recordEvent(tx, actor, reviewEvent(after, type, facts));
  });
  return getReview(actor, id);
}

/** The environment asks for gates, and no criterion is one: the version goes live unmeasured. */
function asksForNothing({ environment }: ReviewRow, { criteria }: EvidenceDefinitions): boolean {
  return environment.requiresGates && criteria.every(({ level }) => level !== "must");
}

/** Takes back one's own decision of this kind; also a reviewer who lost the role may. */
export async function liftDecision(actor: Actor, id: string, kind: Kind): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  const userId = requirePerson(actor);
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    // Also in a closed one: a request for changes stands until then, and keeps others from asking again.
    if (review.state === "released") requireUnderWay(review);
    const { count } = await tx.reviewDecision.updateMany({
      where: { reviewId: review.id, userId, kind, liftedAt: null },
      data: { liftedAt: new Date() },
    });
    if (count === 0) {
      const what = kind === "approval" ? "approval" : "request for changes";
      throw new AppError("conflict", `You have no ${what} to withdraw.`);
    }
    const after = await keepState(tx, actor, review.id);
    await announceReview(tx, actor, after, "review.decision_lifted");
    await recordEvent(tx, actor, reviewEvent(after, "review.decision_lifted", { kind }));
  });
  return getReview(actor, id);
}

export function requirePerson(actor: Actor): string {
  requireOwnDecision(actor);
  if (actor.userId) return actor.userId;
  throw new AppError("forbidden", "Only people decide. Use a key that acts as a member.");
}

/** Read again under the lock: the role may have been taken away since the request came in. */
export async function requireReviewer(tx: Tx, actor: Actor, userId: string): Promise<void> {
  const member = await tx.member.findUnique({
    where: { projectId_userId: { projectId: actor.projectId, userId } },
    select: { role: true },
  });
  if (member?.role === "reviewer" || member?.role === "admin") return;
  throw new AppError("forbidden", "This needs the role reviewer.");
}

export function requireUnderWay({ state, number }: ReviewRow): void {
  if (state === "released")
    throw new AppError("conflict", `Review ${number} ended with a release.`);
  if (state === "closed") {
    throw new AppError("conflict", `Review ${number} is closed. Reopen it first.`);
  }
}

/** What an author says of the own version does not count. */
export async function refuseOwn(tx: Tx, review: ReviewRow, userId: string): Promise<void> {
  const authors = await listAuthors(review.promptId, review.version.contentHash, tx);
  if (!authors.has(userId)) return;
  throw new AppError(
    "own_version",
    `You wrote v${review.version.number}. Someone else has to approve it.`,
  );
}

/** Criteria, scorers, segments or cases that changed while the reviewer read would be approved unseen. */
async function refuseOtherEvidence(
  tx: Tx,
  review: ReviewRow,
  evidence: EvidenceDefinitions,
  { evidenceHash }: Approve,
): Promise<void> {
  if (
    evidenceHash === undefined ||
    evidenceHash === (await hashEvidence(evidence, review.version.contentHash, tx))
  )
    return;
  throw new AppError(
    "conflict",
    `Someone changed the criteria of ${review.prompt.name}, their scorers, segments or cases meanwhile. Check them before you decide.`,
  );
}

function refuseOutdated(review: ReviewRow, { version, contentHash }: Approve): void {
  const { number, contentHash: current } = review.version;
  const isSame =
    (version === undefined || version === number) &&
    (contentHash === undefined || contentHash === current);
  if (isSame) return;
  throw new AppError(
    "conflict",
    `Review ${review.number} is about v${number} now. Check it before you decide.`,
  );
}
