import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asViewer } from "@/lib/auth/as-viewer";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid, notFound } from "@/lib/http/app-error";
import { announceReview, reviewEvent } from "@/lib/reviews/announce-review";
import type { Review } from "@/lib/reviews/contract";
import {
  refuseOwn,
  requirePerson,
  requireReviewer,
  requireUnderWay,
} from "@/lib/reviews/decide-review";
import { loadReview, lockReview } from "@/lib/reviews/load-review";
import { getReview } from "@/lib/reviews/reads";
import { decideGates } from "@/lib/specs/gates/list-gates";
import type { WaiveGate } from "./waiver-contract";

const deciding = { scope: "reviews:write", role: "reviewer" } as const;

/**
 * Accepts the risk of one gate that does not pass: it no longer holds up the release, and keeps its verdict.
 * Bound to the version's content as an approval is, so a newer version needs a new one.
 */
export async function waiveGate(actor: Actor, id: string, input: WaiveGate): Promise<Review> {
  authorize(actor, deciding);
  const userId = requirePerson(actor);
  const { criterion, reason } = input;
  const gate = await gateOf(actor, id, criterion);
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt <= new Date()) {
    throw invalid("expiresAt", "Choose a time in the future.");
  }
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    await requireReviewer(tx, actor, userId);
    await refuseOwn(tx, review, userId);
    const { number: version, contentHash } = review.version;
    // One waiver per gate and content: the newest takes the place of the one before it.
    await tx.reviewWaiver.updateMany({
      where: { reviewId: review.id, criterion, contentHash, withdrawnAt: null },
      data: { withdrawnAt: new Date() },
    });
    await tx.reviewWaiver.create({
      data: {
        reviewId: review.id,
        ...{ criterion, version, contentHash, userId, userName: actor.name, reason, expiresAt },
      },
    });
    await announceReview(tx, actor, review, "review.waived", { text: reason });
    const text = `“${gate.statement}”: ${reason}`;
    const until = expiresAt?.toISOString() ?? null;
    const data = { criterion, verdict: gate.verdict, reason, expiresAt: until, text };
    await recordEvent(tx, actor, reviewEvent(review, "review.waived", data));
  });
  return getReview(actor, id);
}

async function gateOf(actor: Actor, id: string, criterion: string) {
  const review = await loadReview(actor, id);
  const { gates } = await decideGates(asViewer(actor), review.prompt.name, review.version.number, {
    environment: review.environment.name,
  });
  const gate = gates.find((one) => one.criterion === criterion);
  if (!gate) {
    const keys = gates.map((one) => one.criterion).join(", ") || "none";
    throw invalid(
      "criterion",
      `${review.prompt.name} has no criterion ${criterion}. It has: ${keys}.`,
    );
  }
  if (gate.verdict === "pass") {
    throw new AppError("conflict", `“${gate.statement}” passes, so there is no risk to accept.`);
  }
  return gate;
}

/** Any reviewer may: what one of them accepted, another may not want to. */
export async function withdrawWaiver(actor: Actor, id: string, waiverId: string): Promise<Review> {
  authorize(actor, deciding);
  const userId = requirePerson(actor);
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    await requireReviewer(tx, actor, userId);
    const waiver = review.waivers.find((one) => one.id === waiverId);
    if (!waiver) throw notFound("The waiver");
    if (waiver.withdrawnAt) throw new AppError("conflict", "The waiver is already withdrawn.");
    await tx.reviewWaiver.update({
      where: { id: waiver.id },
      data: { withdrawnAt: new Date() },
    });
    const { criterion } = waiver;
    await recordEvent(tx, actor, reviewEvent(review, "review.waiver_withdrawn", { criterion }));
  });
  return getReview(actor, id);
}
